//! Keys of partners: random words, of which only the digest is kept.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

const MARK: &str = "lyp_";
/// Characters shown to tell a key from others.
const HINT: usize = MARK.len() + 4;

/// Shown once, to its owner.
pub struct PartnerKey(String);

impl PartnerKey {
    /// `random` are 32 bytes never given before.
    pub fn new(random: [u8; 32]) -> Self {
        Self(format!("{MARK}{}", URL_SAFE_NO_PAD.encode(random)))
    }

    /// A new one, from 16 random bytes at a time.
    pub fn draw(dice: fn() -> [u8; 16]) -> Self {
        let mut random = [0; 32];
        let (first, second) = random.split_at_mut(16);
        first.copy_from_slice(&dice());
        second.copy_from_slice(&dice());
        Self::new(random)
    }

    /// `None` for what is no key of ours.
    pub fn read(text: &str) -> Option<Self> {
        let words = text.strip_prefix(MARK)?;
        let whole = URL_SAFE_NO_PAD.decode(words).is_ok_and(|bytes| bytes.len() == 32);
        whole.then(|| Self(text.to_owned()))
    }

    pub fn words(&self) -> &str {
        &self.0
    }

    /// SHA-256, in hexadecimal digits. The words are random, so nothing slower is needed.
    pub fn digest(&self) -> String {
        Sha256::digest(&self.0).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub fn hint(&self) -> &str {
        &self.0[..HINT]
    }
}
