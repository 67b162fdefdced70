//! Parts of a blob, as HTTP asks for them (RFC 9110, section 14), and how a part is read in small pieces.
//!
//! Absent from here: HTTP's types. Doors hand in the words of the headers and answer with what they get.

use crate::{Error, Key, Result, Storage};
use bytes::Bytes;
use futures::{
    StreamExt,
    stream::{self, BoxStream},
};
use object_store::ObjectStoreExt;
use std::ops::Range;

/// Read and sent at once, in bytes: what one reader of a large file costs in memory.
const PIECE: u64 = 256 << 10;

/// The same of a bucket, where each piece is a request.
const FAR_PIECE: u64 = 1 << 20;

/// Bytes `start..end` of a blob; never empty but for an empty blob.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByteRange {
    pub start: u64,
    pub end: u64,
}

/// What a request is to be answered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selection {
    /// 200.
    Whole,
    /// 206.
    Part(ByteRange),
    /// 416: nothing of what was asked for is there.
    Unsatisfiable,
}

impl ByteRange {
    /// The value of a `Range` header on a blob of `size` bytes. One range is served; several, other units and what
    /// nobody can read are ignored, as the standard allows (14.2).
    pub fn parse(header: &str, size: u64) -> Selection {
        let Some((unit, set)) = header.split_once('=') else { return Selection::Whole };
        if !unit.trim().eq_ignore_ascii_case("bytes") || set.contains(',') {
            return Selection::Whole;
        }
        let Some((first, last)) = set.trim().split_once('-') else { return Selection::Whole };
        match (position(first), position(last)) {
            (Position::At(start), Position::At(last)) if start > last => Selection::Whole,
            (Position::At(start), Position::At(last)) => Self::within(start, last.saturating_add(1), size),
            (Position::At(start), Position::Missing) => Self::within(start, size, size),
            (Position::Missing, Position::At(length)) if length > 0 => Self::within(size.saturating_sub(length), size, size),
            (Position::Missing, Position::At(_)) => Selection::Unsatisfiable,
            _ => Selection::Whole,
        }
    }

    /// The same with `If-Range` (13.1.5): a part only of the very bytes that `etag` names. A date never matches, because
    /// no answer of ours carries one.
    pub fn select(range: Option<&str>, if_range: Option<&str>, etag: &str, size: u64) -> Selection {
        match (range, if_range) {
            (Some(_), Some(known)) if known.trim() != etag || known.trim().starts_with("W/") => Selection::Whole,
            (Some(range), _) => Self::parse(range, size),
            (None, _) => Selection::Whole,
        }
    }

    fn within(start: u64, end: u64, size: u64) -> Selection {
        if start >= size { Selection::Unsatisfiable } else { Selection::Part(Self { start, end: end.min(size) }) }
    }

    /// All of a blob.
    pub fn whole(size: u64) -> Self {
        Self { start: 0, end: size }
    }

    /// In bytes.
    pub fn length(&self) -> u64 {
        self.end - self.start
    }

    /// The value of `Content-Range` in a 206.
    pub fn content_range(&self, size: u64) -> String {
        format!("bytes {}-{}/{size}", self.start, self.end.saturating_sub(1))
    }
}

enum Position {
    Missing,
    At(u64),
    Unreadable,
}

/// A number past what 64 bits hold lies behind every end.
fn position(digits: &str) -> Position {
    let digits = digits.trim();
    match digits {
        "" => Position::Missing,
        _ if digits.bytes().all(|b| b.is_ascii_digit()) => Position::At(digits.parse().unwrap_or(u64::MAX)),
        _ => Position::Unreadable,
    }
}

impl Storage {
    /// The bytes of `range`, which must lie within the blob, read as they are asked for, a few at a time.
    pub fn pieces(&self, key: &Key, range: ByteRange) -> BoxStream<'static, Result<Bytes>> {
        self.steps(key, range, if self.is_bucket() { FAR_PIECE } else { PIECE })
    }

    /// The same, so many bytes at once.
    pub(crate) fn steps(&self, key: &Key, range: ByteRange, step: u64) -> BoxStream<'static, Result<Bytes>> {
        let (storage, key) = (self.clone(), key.clone());
        stream::try_unfold(range.start, move |at| {
            let (storage, key) = (storage.clone(), key.clone());
            async move {
                if at >= range.end {
                    return Ok(None);
                }
                let bytes = storage.step(&key, at..range.end.min(at + step)).await?;
                let next = at + bytes.len() as u64;
                Ok(Some((bytes, next)))
            }
        })
        .boxed()
    }

    /// A bucket is not asked for the size each time: a request of its own would be as long as the bytes.
    async fn step(&self, key: &Key, range: Range<u64>) -> Result<Bytes> {
        if !self.is_bucket() {
            return self.get_range(key, range).await;
        }
        let bytes = self.store.get_range(&key.path(), range.clone()).await.map_err(Error::at(key))?;
        if bytes.is_empty() {
            return Err(Error::Range { key: key.clone(), size: range.start, range });
        }
        Ok(bytes)
    }
}
