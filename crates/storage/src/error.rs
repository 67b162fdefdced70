//! What can go wrong with a blob.

use crate::Key;
use domain::Digest;
use std::{ops::Range, path::PathBuf};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("no blob is stored under {0}")]
    NotFound(Key),
    /// Answered as 416 by a door.
    #[error("bytes {}..{} were asked of {key}, which has {size}", range.start, range.end)]
    Range { key: Key, range: Range<u64>, size: u64 },
    #[error("{key} is damaged: its SHA-256 is {found}, not {expected}; restore it from a backup or upload it again")]
    Damaged { key: Key, expected: Digest, found: Digest },
    #[error("cannot use {} as the folder for blobs: {source}", folder.display())]
    Folder { folder: PathBuf, source: Box<dyn std::error::Error + Send + Sync> },
    #[error("the blob store failed at {what}: {source}")]
    Store { what: String, source: Box<dyn std::error::Error + Send + Sync> },
}

impl Error {
    /// An error of the store at `key`; absence is told apart, because doors answer it with 404.
    pub(crate) fn at(key: &Key) -> impl FnOnce(object_store::Error) -> Self + use<> {
        let key = key.clone();
        move |error| match error {
            object_store::Error::NotFound { .. } => Self::NotFound(key),
            other => Self::Store { what: key.to_string(), source: Box::new(other) },
        }
    }
}
