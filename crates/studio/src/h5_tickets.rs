//! Addresses under which an H5 page that is not public can be seen for a while.
//!
//! A page in an origin of its own sends no cookie with what it asks for, so the right to see it stands in the address: the
//! page's key and a time, signed. Absent from here: who is given one; the handlers ask `allow`.

use domain::Timestamp;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use storage::AssetKey;

/// The secret that all processes of a site share.
#[derive(Clone)]
pub struct H5Tickets(String);

/// Long enough to work on a page, and over when a day's work is.
const GOOD_FOR: i64 = 4 * 3_600_000;
const MAC: usize = 16;

impl H5Tickets {
    pub fn new(secret: String) -> Self {
        Self(secret)
    }

    /// The folder of the page with this key, with a slash at its end.
    pub fn folder(&self, key: &str, now: Timestamp) -> String {
        // The same for an hour, so that a browser keeps what it has.
        let until = (now.0 / 3_600_000) * 3_600_000 + GOOD_FOR;
        let mac = self.signed(key, until).finalize().into_bytes();
        format!("/h5-preview/{key}-{until:x}-{}/", hex::encode(&mac[..MAC]))
    }

    /// Whose page it is, while the ticket is good.
    pub fn read(&self, ticket: &str, now: Timestamp) -> Option<AssetKey> {
        let mut parts = ticket.splitn(3, '-');
        let (key, until, mac) = (parts.next()?, parts.next()?, hex::decode(parts.next()?).ok()?);
        let until = i64::from_str_radix(until, 16).ok().filter(|until| *until > now.0)?;
        (mac.len() == MAC && self.signed(key, until).verify_truncated_left(&mac).is_ok()).then(|| key.parse().ok()).flatten()
    }

    fn signed(&self, key: &str, until: i64) -> Hmac<Sha256> {
        let mut signed = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()).expect("any length is a key");
        signed.update(key.as_bytes());
        signed.update(&until.to_be_bytes());
        signed
    }
}
