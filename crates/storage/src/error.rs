//! What can go wrong with a blob.

use crate::Key;
use domain::Digest;
use std::{ops::Range, path::PathBuf};

type Source = Box<dyn std::error::Error + Send + Sync>;

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
    Folder { folder: PathBuf, source: Source },
    #[error("the blob store failed at {what}: {source}")]
    Store { what: String, source: Source },
    /// Of object storage: it answered 500, too slowly or not at all, also when it was asked again.
    #[error("the object storage does not answer as it should at {what}; it goes on by itself when that is over: {source}")]
    Outage { what: String, source: Source },
    /// Of object storage.
    #[error(
        "the object storage refuses {what}; look at AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and what they may do: {source}"
    )]
    Keys { what: String, source: Source },
    #[error("the object storage has no bucket for {what}; make it, or put LIANGYI_STORAGE right: {source}")]
    NoBucket { what: String, source: Source },
}

/// What object storage calls itself in errors.
const S3: &str = "S3";

impl Error {
    /// An error of the store at `key`; absence is told apart, because doors answer it with 404.
    pub(crate) fn at(key: &Key) -> impl FnOnce(object_store::Error) -> Self + use<> {
        let key = key.clone();
        move |error| match error {
            object_store::Error::NotFound { .. } => Self::NotFound(key),
            other => Self::of(key.to_string(), other),
        }
    }

    /// The same where something is written: what is absent then is the place for it.
    pub(crate) fn putting(key: &Key) -> impl FnOnce(object_store::Error) -> Self + use<> {
        let what = key.to_string();
        move |error| match error {
            object_store::Error::NotFound { .. } => Self::NoBucket { what, source: error.into() },
            other => Self::of(what, other),
        }
    }

    pub(crate) fn of(what: String, error: object_store::Error) -> Self {
        match error {
            object_store::Error::PermissionDenied { .. } | object_store::Error::Unauthenticated { .. } => {
                Self::Keys { what, source: error.into() }
            }
            object_store::Error::Generic { store: S3, .. } => Self::Outage { what, source: error.into() },
            other => Self::Store { what, source: other.into() },
        }
    }

    /// Whether it is the object storage's, and passes: nothing is wrong with what was asked.
    pub fn passes(&self) -> bool {
        matches!(self, Self::Outage { .. } | Self::Keys { .. } | Self::NoBucket { .. })
    }
}
