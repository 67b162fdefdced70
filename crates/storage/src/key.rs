//! Where a blob stands.

use crate::AssetKey;
use domain::Digest;
use object_store::path::Path;
use std::{fmt, str::FromStr};

/// Segments of `a–z`, `0–9`, `-`, `_` and `.` between single slashes, at most 512 bytes in all; no segment begins with a dot.
///
/// So a key cannot climb out of its folder, be absolute, name a hidden file, or mean two things on a file system that
/// folds case; and it needs no escaping in an address.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{given}” is not a storage key: use segments of a–z, 0–9, “-”, “_” and “.” between single slashes, none beginning with a dot"
)]
pub struct KeyError {
    pub given: String,
}

impl Key {
    pub const MAX: usize = 512;

    /// `originals/ab/cdef…`: an uploaded file under its own hash, spread over 256 folders.
    pub fn original(digest: &Digest) -> Self {
        let (folder, rest) = digest.as_str().split_at(2);
        Self(format!("originals/{folder}/{rest}"))
    }

    /// `renditions/{asset}/{name}`.
    ///
    /// # Errors
    /// `name` is not one segment, or not one a key may have.
    pub fn rendition(asset: &AssetKey, name: &str) -> Result<Self, KeyError> {
        if name.contains('/') {
            return Err(KeyError { given: name.chars().take(120).collect() });
        }
        format!("renditions/{asset}/{name}").parse()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn path(&self) -> Path {
        Path::from(self.0.as_str())
    }
}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(s: &str) -> Result<Self, KeyError> {
        if s.len() <= Self::MAX && s.split('/').all(is_segment) {
            Ok(Self(s.to_owned()))
        } else {
            Err(KeyError { given: s.chars().take(120).collect() })
        }
    }
}

fn is_segment(segment: &str) -> bool {
    !segment.is_empty()
        && !segment.starts_with('.')
        && segment.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.'))
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
