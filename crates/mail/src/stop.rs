//! The link in each letter under which no more of them are sent: good without signing in and for as long as there are letters,
//! so it is signed and not kept.

use domain::MailAddress;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// What is to be stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// What an account is told, by its id.
    Account(i64),
    /// Letters to somebody without an account, by the id of one that they were sent.
    Letter(i64),
}

impl Stop {
    fn words(self) -> String {
        match self {
            Self::Account(id) => format!("account-{id}"),
            Self::Letter(id) => format!("letter-{id}"),
        }
    }

    fn read(words: &str) -> Option<Self> {
        let (kind, id) = words.split_once('-')?;
        let id = id.parse().ok()?;
        match kind {
            "account" => Some(Self::Account(id)),
            "letter" => Some(Self::Letter(id)),
            _ => None,
        }
    }
}

/// What signs these links; all processes of a site share it.
#[derive(Clone)]
pub struct StopKey(String);

impl StopKey {
    pub fn new(secret: String) -> Self {
        Self(secret)
    }

    /// What stands in the address. It says the address it was sent to, so that one which was given up stops nothing any more.
    pub fn token(&self, stop: Stop, address: &MailAddress) -> String {
        format!("{}.{}", stop.words(), hex::encode(self.mac(stop, address).finalize().into_bytes()))
    }

    /// What a token is about; whether it is good, [`Self::opens`] says, which needs the address.
    pub fn subject(token: &str) -> Option<Stop> {
        Stop::read(token.split_once('.')?.0)
    }

    /// Whether it was made for this address.
    pub fn opens(&self, token: &str, stop: Stop, address: &MailAddress) -> bool {
        let Some((words, signature)) = token.split_once('.') else { return false };
        let Ok(signature) = hex::decode(signature) else { return false };
        words == stop.words() && self.mac(stop, address).verify_slice(&signature).is_ok()
    }

    fn mac(&self, stop: Stop, address: &MailAddress) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()).expect("HMAC takes a key of any length");
        mac.update(format!("{} {address}", stop.words()).as_bytes());
        mac
    }
}

/// Under which an address is known that wants no letters: what is kept says it to nobody.
pub fn address_digest(address: &MailAddress) -> String {
    hex::encode(Sha256::digest(address.as_str().to_ascii_lowercase().as_bytes()))
}
