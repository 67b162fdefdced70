//! A file of this machine into the store, without ever being held in memory.

use crate::{Error, Key, Result, Storage, StoredOriginal, digest};
use domain::Digest;
use object_store::{MultipartUpload, ObjectStoreExt, PutPayload};
use sha2::{Digest as _, Sha256};
use std::path::Path;
use tokio::{fs::File, io::AsyncReadExt};

/// In bytes: the memory that a copy takes. Stores of Amazon's kind want 5 MiB or more for a part.
const PART: usize = 8 << 20;

impl Storage {
    /// Stores the file under `key`, if its bytes have this SHA-256; its size in bytes.
    ///
    /// # Errors
    /// [`Error::Damaged`] where they have another; nothing stands under `key` then that did not stand there before.
    pub async fn put_file(&self, key: &Key, path: &Path, expected: &Digest) -> Result<u64> {
        let mut file = File::open(path).await.map_err(|e| reading(path, e))?;
        let mut hash = Sha256::new();
        let first = part(&mut file, path).await?;
        hash.update(&first);
        if first.len() < PART {
            let size = first.len() as u64;
            check(key, expected, hash)?;
            self.store.put(&key.path(), first.into()).await.map_err(Error::at(key))?;
            return Ok(size);
        }
        let mut upload = self.store.put_multipart(&key.path()).await.map_err(Error::at(key))?;
        let put = async {
            let size = put_parts(&mut *upload, first, &mut file, path, key, &mut hash).await?;
            check(key, expected, hash)?;
            upload.complete().await.map_err(Error::at(key))?;
            Ok(size)
        };
        match put.await {
            Ok(size) => Ok(size),
            Err(error) => {
                // The first fault is the one to tell.
                upload.abort().await.ok();
                Err(error)
            }
        }
    }

    /// Stores the file under its own hash, which the caller has taken; presence is judged as in [`Storage::put_original`].
    pub async fn put_original_file(&self, path: &Path, digest: &Digest, size: u64) -> Result<StoredOriginal> {
        let key = Key::original(digest);
        let present = match self.head(&key).await {
            Ok(found) => found == size,
            Err(Error::NotFound(_)) => false,
            Err(other) => return Err(other),
        };
        if !present {
            self.put_file(&key, path, digest).await?;
        }
        Ok(StoredOriginal { key, digest: digest.clone(), size, written: !present })
    }
}

async fn put_parts(
    upload: &mut dyn MultipartUpload,
    first: Vec<u8>,
    file: &mut File,
    path: &Path,
    key: &Key,
    hash: &mut Sha256,
) -> Result<u64> {
    let mut size = 0;
    let mut part_now = first;
    while !part_now.is_empty() {
        size += part_now.len() as u64;
        upload.put_part(PutPayload::from(part_now)).await.map_err(Error::at(key))?;
        part_now = part(file, path).await?;
        hash.update(&part_now);
    }
    Ok(size)
}

/// The next part; shorter only at the end of the file.
async fn part(file: &mut File, path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(PART as u64).read_to_end(&mut bytes).await.map_err(|e| reading(path, e))?;
    Ok(bytes)
}

fn check(key: &Key, expected: &Digest, hash: Sha256) -> Result<()> {
    let found = digest::finish(hash);
    if found == *expected { Ok(()) } else { Err(Error::Damaged { key: key.clone(), expected: expected.clone(), found }) }
}

fn reading(path: &Path, source: std::io::Error) -> Error {
    Error::Store { what: format!("reading {}", path.display()), source: source.into() }
}
