//! SHA-256 of bytes at hand. A blob that is not at hand is hashed as it streams, in [`crate::Storage::verify`].

use domain::Digest;
use sha2::{Digest as _, Sha256};

pub fn digest(bytes: &[u8]) -> Digest {
    finish(Sha256::new_with_prefix(bytes))
}

pub(crate) fn finish(hasher: Sha256) -> Digest {
    Digest::from_bytes(&hasher.finalize().into())
}
