//! Addresses of blobs that open for a moment, of a store that nobody outside reaches: a door of ours reads them. A bucket gives its own, see
//! [`crate::Storage::signed_address`].

use crate::Key;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The secret with which a site signs addresses of its own; all its processes share it.
#[derive(Clone)]
pub struct AddressKey(String);

/// Bytes of a signature: 128 bits of HMAC-SHA-256, as RFC 2104, 5, allows.
const LENGTH: usize = 16;

impl AddressKey {
    pub fn new(secret: String) -> Self {
        Self(secret)
    }

    /// What opens the blob until then (milliseconds since 1970): `{until}.{hexadecimal digits}`.
    pub fn sign(&self, key: &Key, until: i64) -> String {
        let mac = self.mac(key, until).finalize().into_bytes();
        format!("{until}.{}", hex::encode(&mac[..LENGTH]))
    }

    /// Until when this opens the blob, whether or not that is over; `None` where we never signed it.
    pub fn until(&self, key: &Key, signed: &str) -> Option<i64> {
        let (until, mac) = signed.split_once('.')?;
        let (until, mac) = (until.parse().ok()?, hex::decode(mac).ok().filter(|mac| mac.len() == LENGTH)?);
        self.mac(key, until).verify_truncated_left(&mac).ok().map(|()| until)
    }

    fn mac(&self, key: &Key, until: i64) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()).expect("any length is a key");
        mac.update(format!("{until} {key}").as_bytes());
        mac
    }
}
