//! SHA-256 of bytes at hand. A blob that is not at hand is hashed as it streams, in [`crate::Storage::verify`].

use domain::Digest;
use sha2::{Digest as _, Sha256};

pub fn digest(bytes: &[u8]) -> Digest {
    finish(Sha256::new_with_prefix(bytes))
}

pub(crate) fn finish(hasher: Sha256) -> Digest {
    Digest::from_bytes(&hasher.finalize().into())
}

/// SHA-256 of bytes as they come. A copy goes on from where it was made.
#[derive(Clone, Default)]
pub struct Hasher(Sha256);

impl Hasher {
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub fn finish(self) -> Digest {
        finish(self.0)
    }
}
