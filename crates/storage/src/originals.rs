//! Uploaded files under their own hash: stored once, whoever uploads them, never changed.

use crate::{Key, Result, Storage, Stored, digest};
use bytes::Bytes;
use domain::Digest;

/// An original that is now in the store, whether this call wrote it or found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOriginal {
    pub key: Key,
    pub digest: Digest,
    /// In bytes.
    pub size: u64,
    /// False where the same bytes were stored before.
    pub written: bool,
}

impl Storage {
    /// Stores an uploaded file under its own hash; a second call with the same bytes writes nothing.
    ///
    /// Presence is judged by key and size, which finds a blob cut short by a failing disk and writes it anew; other
    /// damage is found by [`Storage::verify`].
    pub async fn put_original(&self, bytes: impl Into<Bytes>) -> Result<StoredOriginal> {
        let bytes = bytes.into();
        let digest = digest(&bytes);
        let key = Key::original(&digest);
        let size = bytes.len() as u64;
        if self.is_present(&key, size).await? {
            return Ok(StoredOriginal { key, digest, size, written: false });
        }
        let Stored { digest, size } = self.put_hashed(&key, bytes, digest).await?;
        Ok(StoredOriginal { key, digest, size, written: true })
    }
}
