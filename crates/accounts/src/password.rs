//! Passwords are kept as Argon2id with the parameters that OWASP recommends (19 MiB, two passes, one lane).

use crate::guessable::is_guessable;
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};

/// No 0, 1, l, o: they are mistaken for each other.
pub(crate) const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A password that is long enough. It is never printed.
pub struct Password(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// NIST SP 800-63B asks for length, not for classes of characters.
    #[error("a password needs at least {min} characters; this one has {0}", min = Password::MIN)]
    Short(usize),
    #[error("a password has at most {max} bytes", max = Password::MAX)]
    Long,
    #[error("a password cannot hold control characters")]
    Control,
    #[error("this password is among the first that anybody tries: it repeats itself, follows the keyboard, or is a usual word")]
    Guessable,
}

impl Password {
    /// Characters.
    pub const MIN: usize = 12;
    /// Bytes; bounds the work of hashing.
    pub const MAX: usize = 1024;

    pub fn new(text: String) -> Result<Self, PasswordError> {
        let length = text.chars().count();
        if length < Self::MIN {
            Err(PasswordError::Short(length))
        } else if text.len() > Self::MAX {
            Err(PasswordError::Long)
        } else if text.chars().any(char::is_control) {
            Err(PasswordError::Control)
        } else if is_guessable(&text) {
            Err(PasswordError::Guessable)
        } else {
            Ok(Self(text))
        }
    }

    /// A new one of 100 random bits, in groups that can be read aloud.
    pub fn generate() -> anyhow::Result<Self> {
        let mut random = [0u8; 20];
        getrandom::fill(&mut random).map_err(|e| anyhow::anyhow!("the system gives no random bytes: {e}"))?;
        let letters: Vec<char> = random.iter().map(|b| char::from(LETTERS[usize::from(b % 32)])).collect();
        Ok(Self(letters.chunks(5).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")))
    }

    /// To be shown once, to the person who asked for a generated one.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// In the PHC string format.
    pub(crate) fn hash(&self) -> anyhow::Result<String> {
        let mut salt = [0u8; 16];
        getrandom::fill(&mut salt).map_err(|e| anyhow::anyhow!("the system gives no random bytes: {e}"))?;
        let hash = Argon2::default().hash_password_with_salt(self.0.as_bytes(), &salt);
        Ok(hash.map_err(|e| anyhow::anyhow!("cannot hash a password: {e}"))?.to_string())
    }
}

/// True where `given` is the password behind `stored`; a damaged hash is no match.
pub fn verify(given: &str, stored: &str) -> bool {
    given.len() <= Password::MAX
        && PasswordHash::new(stored).is_ok_and(|hash| Argon2::default().verify_password(given.as_bytes(), &hash).is_ok())
}

/// Hashed once with the same parameters; nobody's.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5J3Mgc2FsdCEhIQ$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

/// As [`verify`]; where there is no such account, or none that has a password, it takes as long and says no, so that nobody
/// learns which names exist.
pub fn verify_or_pretend(given: &str, stored: Option<&str>) -> bool {
    let stored = stored.filter(|hash| !hash.is_empty());
    let known = verify(given, stored.unwrap_or(NOBODYS));
    known && stored.is_some()
}
