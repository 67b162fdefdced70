//! What of an upload is acknowledged, in a store that every machine reaches: pieces named by where they begin and end.
//!
//! A process that takes an upload in hand fetches the pieces that it has not got, and puts those that it takes before anybody is
//! told that they count. Two processes that write the same upload at once each put what the client sent them, of one and the
//! same file; the count in the database lets one of them go on. Absent from here: that count, and who writes.

use crate::{
    Key, Result, Storage, UploadId,
    arriving::bytes,
    storage::PART,
    uploads::{blocking, failed},
};
use futures::TryStreamExt;
use std::{
    cmp::Reverse,
    collections::HashMap,
    fs::File,
    os::unix::fs::FileExt,
    sync::{Arc, Mutex, PoisonError},
};

/// Where pieces stand.
const ARRIVING: &str = "arriving";

#[derive(Debug)]
pub(crate) struct HandedOn {
    store: Storage,
    /// How much of the file on this disk is what stands in the store, as this process has seen it. Nothing behind it is
    /// believed: a power cut may have spoilt it, or another process written something else.
    same: Mutex<HashMap<UploadId, u64>>,
}

/// A blob with the bytes from `from` up to `to`.
struct Piece {
    key: Key,
    from: u64,
    to: u64,
}

impl HandedOn {
    pub(crate) fn new(store: Storage) -> Self {
        Self { store, same: Mutex::default() }
    }

    /// Bytes from the beginning on, without a gap.
    pub(crate) async fn length(&self, id: &UploadId) -> Result<u64> {
        Ok(chain(&self.pieces(id).await?).last().map_or(0, |piece| piece.to))
    }

    /// Makes the file what stands in the store, no longer and no shorter.
    pub(crate) async fn fetch(&self, id: &UploadId, file: &Arc<File>) -> Result<()> {
        let mut at = self.same(id);
        let cut = file.clone();
        at = blocking("fetching an upload", move || {
            let at = at.min(cut.metadata()?.len());
            cut.set_len(at)?;
            Ok(at)
        })
        .await?;
        for piece in chain(&self.pieces(id).await?) {
            if piece.to <= at {
                continue;
            }
            let bytes = self.store.get(&piece.key).await?;
            let (into, from) = (file.clone(), piece.from);
            blocking("fetching an upload", move || into.write_all_at(&bytes, from)).await?;
            at = piece.to;
        }
        self.note(id, at);
        Ok(())
    }

    /// Puts what the file has beyond the store.
    pub(crate) async fn keep(&self, id: &UploadId, file: &Arc<File>) -> Result<()> {
        let end = file.metadata().map_err(failed("looking at an upload"))?.len();
        let mut at = self.same(id);
        while at < end {
            let most = PART.min((end - at) as usize);
            let piece = bytes(file, at, most).await?;
            let to = at + piece.len() as u64;
            self.store.put(&key(id, at, to)?, piece).await?;
            at = to;
            self.note(id, at);
        }
        Ok(())
    }

    /// Nothing stands in the store behind `at` from here on; the file is as long already.
    pub(crate) async fn cut(&self, id: &UploadId, file: &Arc<File>, at: u64) -> Result<()> {
        for piece in self.pieces(id).await?.into_iter().filter(|piece| piece.to > at) {
            if piece.from < at {
                let left = bytes(file, piece.from, (at - piece.from) as usize).await?;
                self.store.put(&key(id, piece.from, at)?, left).await?;
            }
            self.store.delete(&piece.key).await?;
        }
        self.note(id, self.same(id).min(at));
        Ok(())
    }

    pub(crate) async fn remove(&self, id: &UploadId) -> Result<()> {
        self.same.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
        for piece in self.pieces(id).await? {
            self.store.delete(&piece.key).await?;
        }
        Ok(())
    }

    /// Every upload of which there is a piece.
    pub(crate) async fn ids(&self) -> Result<Vec<UploadId>> {
        let Ok(folder) = ARRIVING.parse::<Key>() else { return Ok(Vec::new()) };
        let mut all = self.store.list(Some(&folder));
        let mut ids: Vec<UploadId> = Vec::new();
        while let Some(found) = all.try_next().await? {
            let id = found.key.as_str().split('/').nth(1).and_then(|id| id.parse().ok());
            // Its pieces stand together, or nearly so.
            if id.as_ref() != ids.last() {
                ids.extend(id);
            }
        }
        Ok(ids)
    }

    async fn pieces(&self, id: &UploadId) -> Result<Vec<Piece>> {
        let Ok(folder) = format!("{ARRIVING}/{id}").parse::<Key>() else { return Ok(Vec::new()) };
        let mut all = self.store.list(Some(&folder));
        let mut pieces = Vec::new();
        while let Some(found) = all.try_next().await? {
            pieces.extend(read(found.key));
        }
        pieces.sort_unstable_by_key(|piece| (piece.from, Reverse(piece.to)));
        Ok(pieces)
    }

    fn same(&self, id: &UploadId) -> u64 {
        self.same.lock().unwrap_or_else(PoisonError::into_inner).get(id).copied().unwrap_or(0)
    }

    fn note(&self, id: &UploadId, at: u64) {
        self.same.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone(), at);
    }
}

fn key(id: &UploadId, from: u64, to: u64) -> Result<Key> {
    let key = format!("{ARRIVING}/{id}/{from:016x}-{to:016x}");
    key.parse().map_err(|error| crate::Error::Store { what: key, source: Box::new(error) })
}

fn read(key: Key) -> Option<Piece> {
    let (from, to) = key.as_str().rsplit('/').next()?.split_once('-')?;
    let (from, to) = (u64::from_str_radix(from, 16).ok()?, u64::from_str_radix(to, 16).ok()?);
    Some(Piece { key, from, to })
}

/// Those that make up the beginning: `pieces` in the order of their beginnings, the longest first.
fn chain(pieces: &[Piece]) -> Vec<&Piece> {
    let mut chain: Vec<&Piece> = Vec::new();
    for piece in pieces {
        let end = chain.last().map_or(0, |last| last.to);
        if piece.from <= end && piece.to > end {
            chain.push(piece);
        }
    }
    chain
}
