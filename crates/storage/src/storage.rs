//! The one way to blobs. Callers see keys and bytes, never which store lies behind.

use crate::{Error, Key, Result, bucket::Opened, digest, range::ByteRange};
use bytes::Bytes;
use domain::Digest;
use futures::{StreamExt, TryStreamExt, stream::BoxStream};
use object_store::{ObjectStore, ObjectStoreExt, local::LocalFileSystem, memory::InMemory};
use sha2::{Digest as _, Sha256};
use std::{ops::Range, path::Path, sync::Arc};

/// A handle to the store; clones are cheap and share it.
#[derive(Clone, Debug)]
pub struct Storage {
    pub(crate) store: Arc<dyn ObjectStore>,
    /// Where the store is a local folder: files of the same disk need not be copied into it.
    pub(crate) folder: Option<Arc<Path>>,
    /// Where it is a bucket of object storage.
    pub(crate) bucket: Option<Arc<Opened>>,
    /// What people call it.
    pub(crate) place: Arc<str>,
}

/// Of a copy, in bytes: the memory it takes. Stores of Amazon's kind want 5 MiB or more for a part of many.
pub(crate) const PART: usize = 8 << 20;

/// What a write left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    pub digest: Digest,
    /// In bytes.
    pub size: u64,
}

/// One row of a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub key: Key,
    /// In bytes.
    pub size: u64,
}

/// A blob on its way, piece by piece. The pieces add up to `size`, or the stream ends with an error.
pub struct Blob {
    /// In bytes.
    pub size: u64,
    pub pieces: BoxStream<'static, Result<Bytes>>,
}

impl Storage {
    /// Blobs in a local folder, which is made where it is missing.
    ///
    /// A blob is written beside its place, flushed to disk, renamed, and its folder flushed: after a crash it is there
    /// whole or not at all, and what [`Storage::put`] returned for stays. That costs some milliseconds per write, which
    /// an upload can bear; a database row must never outlive the bytes it names. A crash may leave `…#1` beside a blob:
    /// no key can name it and no listing shows it.
    ///
    /// # Errors
    /// [`Error::Folder`] where the folder cannot be made or is none.
    pub fn local(folder: impl AsRef<Path>) -> Result<Self> {
        let folder = folder.as_ref();
        let refused = |source| Error::Folder { folder: folder.to_owned(), source };
        std::fs::create_dir_all(folder).map_err(|e| refused(e.into()))?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(|e| refused(e.into()))?;
        let store = Arc::new(store.with_fsync(true).with_automatic_cleanup(false));
        Ok(Self { store, folder: Some(folder.into()), bucket: None, place: folder.display().to_string().into() })
    }

    /// Blobs in memory, gone with the last handle: for tests and previews.
    pub fn memory() -> Self {
        Self { store: Arc::new(InMemory::new()), folder: None, bucket: None, place: "memory".into() }
    }

    /// The folder or the bucket, as people call it.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Whether every process of every machine that has the settings reaches the same blobs.
    pub fn is_bucket(&self) -> bool {
        self.bucket.is_some()
    }

    /// Writes `bytes` under `key`, over whatever stood there, atomically: a reader sees the old blob or the new one.
    pub async fn put(&self, key: &Key, bytes: impl Into<Bytes>) -> Result<Stored> {
        let bytes = bytes.into();
        let digest = digest(&bytes);
        self.put_hashed(key, bytes, digest).await
    }

    pub(crate) async fn put_hashed(&self, key: &Key, bytes: Bytes, digest: Digest) -> Result<Stored> {
        let size = bytes.len() as u64;
        self.store.put(&key.path(), bytes.into()).await.map_err(Error::putting(key))?;
        Ok(Stored { digest, size })
    }

    /// The whole blob in memory; large ones are better read with [`Storage::stream`].
    pub async fn get(&self, key: &Key) -> Result<Bytes> {
        let found = self.store.get(&key.path()).await.map_err(Error::at(key))?;
        found.bytes().await.map_err(Error::at(key))
    }

    /// The bytes of `range`, cut at the end of the blob.
    ///
    /// # Errors
    /// [`Error::Range`] where the range is empty or begins at or behind the end.
    pub async fn get_range(&self, key: &Key, range: Range<u64>) -> Result<Bytes> {
        let size = self.head(key).await?;
        let end = range.end.min(size);
        if range.start >= end {
            return Err(Error::Range { key: key.clone(), range, size });
        }
        self.store.get_range(&key.path(), range.start..end).await.map_err(Error::at(key))
    }

    /// The size in bytes.
    pub async fn head(&self, key: &Key) -> Result<u64> {
        self.store.head(&key.path()).await.map(|meta| meta.size).map_err(Error::at(key))
    }

    pub async fn exists(&self, key: &Key) -> Result<bool> {
        match self.head(key).await {
            Ok(_) => Ok(true),
            Err(Error::NotFound(_)) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// The whole blob, read as it is asked for. From a bucket it comes in requests of eight MiB, so that none takes longer than
    /// a request may, however large the blob and slow whoever takes it.
    pub async fn stream(&self, key: &Key) -> Result<Blob> {
        if self.is_bucket() {
            let size = self.head(key).await?;
            return Ok(Blob { size, pieces: self.steps(key, ByteRange::whole(size), PART as u64) });
        }
        let found = self.store.get(&key.path()).await.map_err(Error::at(key))?;
        let size = found.meta.size;
        let key = key.clone();
        let pieces = found.into_stream().map_err(move |e| Error::at(&key)(e)).boxed();
        Ok(Blob { size, pieces })
    }

    /// Deletes a blob; one that is not there is deleted already.
    pub async fn delete(&self, key: &Key) -> Result<()> {
        match self.store.delete(&key.path()).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(other) => Err(Error::at(key)(other)),
        }
    }

    /// All blobs, or those below `prefix` (whole segments: `originals` finds `originals/ab/…`, never `originals-old/…`),
    /// in no order. Files that are no blobs of ours, because no key can name them, are left out.
    pub fn list(&self, prefix: Option<&Key>) -> BoxStream<'static, Result<Listed>> {
        let what = format!("listing {}", prefix.map_or("all blobs", Key::as_str));
        self.store
            .list(prefix.map(Key::path).as_ref())
            .map_err(move |e| Error::of(what.clone(), e))
            .try_filter_map(
                |meta| async move { Ok(meta.location.as_ref().parse().ok().map(|key| Listed { key, size: meta.size })) },
            )
            .boxed()
    }

    /// Reads the whole blob and compares its hash.
    ///
    /// # Errors
    /// [`Error::Damaged`] where the bytes are others than those once stored.
    pub async fn verify(&self, key: &Key, expected: &Digest) -> Result<()> {
        let mut pieces = self.stream(key).await?.pieces;
        let mut hasher = Sha256::new();
        while let Some(piece) = pieces.try_next().await? {
            hasher.update(&piece);
        }
        let found = digest::finish(hasher);
        if found == *expected { Ok(()) } else { Err(Error::Damaged { key: key.clone(), expected: expected.clone(), found }) }
    }
}
