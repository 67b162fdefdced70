//! SHA-256 of bytes at hand. A blob that is not at hand is hashed as it streams, in [`crate::Storage::verify`].

use domain::Digest;
use sha2::{Digest as _, Sha256};
use std::{fs::File, io::Read, path::Path};

pub fn digest(bytes: &[u8]) -> Digest {
    finish(Sha256::new_with_prefix(bytes))
}

/// SHA-256 of a file of this machine, read piece by piece.
pub fn digest_of_file(path: &Path) -> std::io::Result<Digest> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut piece = vec![0; 1 << 20];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(finish(hasher)),
            read => hasher.update(&piece[..read]),
        }
    }
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
