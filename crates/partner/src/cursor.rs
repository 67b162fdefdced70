//! A place in the change log, as a partner keeps it: signed, so that nobody makes one up, and good for ever.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use db::Position;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// The secret that all processes of a site share.
#[derive(Clone)]
pub struct CursorKey(String);

const EPOCH: usize = 8;
const SEQ: usize = 8;
const MAC: usize = 16;

/// What a cursor says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// After this number of the log as it is now.
    At(i64),
    /// Of a log that was replaced, by a restore from backup.
    OtherEpoch,
    /// None of ours.
    Foreign,
}

impl CursorKey {
    pub fn new(secret: String) -> Self {
        Self(secret)
    }

    pub(crate) fn write(&self, position: &Position) -> String {
        let mut bytes = epoch(&position.epoch).to_vec();
        bytes.extend(position.seq.to_be_bytes());
        let mac = self.mac(&bytes);
        bytes.extend(mac);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// `now` is the end of the log: what lies past it was never given.
    pub(crate) fn read(&self, text: &str, now: &Position) -> Place {
        let Ok(bytes) = URL_SAFE_NO_PAD.decode(text) else { return Place::Foreign };
        let Some((said, mac)) = bytes.split_at_checked(EPOCH + SEQ).filter(|(_, mac)| mac.len() == MAC) else {
            return Place::Foreign;
        };
        let mut signed = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()).expect("any length is a key");
        signed.update(said);
        if signed.verify_truncated_left(mac).is_err() {
            return Place::Foreign;
        }
        let seq = said[EPOCH..].try_into().map(i64::from_be_bytes).unwrap_or(i64::MAX);
        if said[..EPOCH] != epoch(&now.epoch) || seq > now.seq { Place::OtherEpoch } else { Place::At(seq) }
    }

    fn mac(&self, bytes: &[u8]) -> [u8; MAC] {
        let mut signed = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()).expect("any length is a key");
        signed.update(bytes);
        let whole = signed.finalize().into_bytes();
        std::array::from_fn(|i| whole[i])
    }
}

fn epoch(name: &str) -> [u8; EPOCH] {
    let digest = Sha256::digest(name);
    std::array::from_fn(|i| digest[i])
}
