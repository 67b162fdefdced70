//! Blobs that are not at hand into the store, a part at a time: a file of this machine, or what another store has.

use crate::{Error, Key, Result, Storage, StoredOriginal, digest, storage::PART};
use bytes::Bytes;
use domain::Digest;
use futures::{
    StreamExt, TryStreamExt,
    stream::{self, BoxStream},
};
use object_store::{MultipartUpload, ObjectStoreExt, PutPayload};
use sha2::{Digest as _, Sha256};
use std::path::Path;
use tokio::{fs::File, io::AsyncReadExt};

impl Storage {
    /// Stores the file under `key`, if its bytes have this SHA-256; its size in bytes.
    ///
    /// # Errors
    /// [`Error::Damaged`] where they have another; nothing stands under `key` then that did not stand there before.
    pub async fn put_file(&self, key: &Key, path: &Path, expected: &Digest) -> Result<u64> {
        let file = File::open(path).await.map_err(|e| reading(path, e))?;
        let parts = stream::try_unfold(file, move |mut file| async move {
            let mut bytes = Vec::new();
            (&mut file).take(PART as u64).read_to_end(&mut bytes).await.map_err(|e| reading(path, e))?;
            Ok((!bytes.is_empty()).then(|| (Bytes::from(bytes), file)))
        });
        self.put_pieces(key, parts.boxed(), expected).await
    }

    /// Stores the file under its own hash, which the caller has taken; presence is judged as in [`Storage::put_original`].
    pub async fn put_original_file(&self, path: &Path, digest: &Digest, size: u64) -> Result<StoredOriginal> {
        let key = Key::original(digest);
        let present = self.is_present(&key, size).await?;
        if !present {
            self.put_file(&key, path, digest).await?;
        }
        Ok(StoredOriginal { key, digest: digest.clone(), size, written: !present })
    }

    /// Copies a blob into another store, unless that has one of the same size under its key; whether it did.
    ///
    /// # Errors
    /// [`Error::Damaged`] where the blob here has another SHA-256; nothing is written there then.
    pub async fn copy_to(&self, other: &Self, key: &Key, expected: &Digest) -> Result<bool> {
        let blob = self.stream(key).await?;
        if other.is_present(key, blob.size).await? {
            return Ok(false);
        }
        other.put_pieces(key, blob.pieces, expected).await?;
        Ok(true)
    }

    /// Whether there is a blob of this size.
    pub(crate) async fn is_present(&self, key: &Key, size: u64) -> Result<bool> {
        match self.head(key).await {
            Ok(found) => Ok(found == size),
            Err(Error::NotFound(_)) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// Stores what comes under `key`, if it has this SHA-256; its size in bytes. Memory is a part and a piece.
    pub(crate) async fn put_pieces(&self, key: &Key, mut pieces: BoxStream<'_, Result<Bytes>>, expected: &Digest) -> Result<u64> {
        let mut hash = Sha256::new();
        let first = part(&mut pieces, &mut hash).await?;
        if first.len() < PART {
            let size = first.len() as u64;
            check(key, expected, hash)?;
            self.store.put(&key.path(), first.into()).await.map_err(Error::putting(key))?;
            return Ok(size);
        }
        let mut upload = self.store.put_multipart(&key.path()).await.map_err(Error::putting(key))?;
        let put = async {
            let size = put_parts(&mut *upload, first, &mut pieces, key, &mut hash).await?;
            check(key, expected, hash)?;
            upload.complete().await.map_err(Error::putting(key))?;
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
}

async fn put_parts(
    upload: &mut dyn MultipartUpload,
    first: Vec<u8>,
    pieces: &mut BoxStream<'_, Result<Bytes>>,
    key: &Key,
    hash: &mut Sha256,
) -> Result<u64> {
    let mut size = 0;
    let mut part_now = first;
    while !part_now.is_empty() {
        size += part_now.len() as u64;
        upload.put_part(PutPayload::from(part_now)).await.map_err(Error::putting(key))?;
        part_now = part(pieces, hash).await?;
    }
    Ok(size)
}

/// The next part; shorter only at the end.
async fn part(pieces: &mut BoxStream<'_, Result<Bytes>>, hash: &mut Sha256) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while bytes.len() < PART
        && let Some(piece) = pieces.try_next().await?
    {
        hash.update(&piece);
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

fn check(key: &Key, expected: &Digest, hash: Sha256) -> Result<()> {
    let found = digest::finish(hash);
    if found == *expected { Ok(()) } else { Err(Error::Damaged { key: key.clone(), expected: expected.clone(), found }) }
}

fn reading(path: &Path, source: std::io::Error) -> Error {
    Error::Store { what: format!("reading {}", path.display()), source: source.into() }
}
