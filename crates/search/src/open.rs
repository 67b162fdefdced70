//! Opens the index of a folder, or begins a new one where there is none that can be used.
//!
//! The folder holds `lock`, which this process keeps as long as it runs, and `index`, which belongs to tantivy. Only
//! `index` is ever deleted. Killed anywhere, the next opener finds the last commit, or damage, and then begins anew.

use crate::{Error, Index, Position, Result, analysis::Words, schema};
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File, TryLockError},
    hash::{DefaultHasher, Hasher},
    path::Path,
    sync::Arc,
};

pub struct Opened {
    pub index: Index,
    pub start: Start,
}

/// How the index begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// With what it contained before.
    Continued,
    /// Empty, at the default position: the folder held no index.
    Created,
    /// Empty, at the default position: what the folder held was thrown away.
    Discarded { reason: String },
}

/// The payload of every commit.
#[derive(Serialize, Deserialize)]
pub(crate) struct Payload {
    version: u32,
    /// Of the dictionaries, in hexadecimal.
    terms: String,
    pub position: Position,
}

impl Payload {
    pub fn new(words: &Words, position: Position) -> Self {
        // The standard hasher keeps its results only within one release of Rust; a rebuild then is no harm.
        let mut hash = DefaultHasher::new();
        words.terms().for_each(|term| hash.write(term.as_bytes()));
        Self { version: schema::VERSION, terms: format!("{:016x}", hash.finish()), position }
    }
}

impl Index {
    /// Opens or creates the index in `dir`.
    ///
    /// `dictionary_extra` names a file with an association's own terms, one a line, `#` for comments. An index of
    /// another schema version, made with other dictionaries, or damaged, is replaced by an empty one. Reads the whole
    /// index once to compare its checksums.
    pub fn open(dir: &Path, dictionary_extra: Option<&Path>) -> Result<Opened> {
        let words = Words::open(dictionary_extra)?;
        let at_folder = |source| Error::Folder { folder: dir.to_owned(), source };
        fs::create_dir_all(dir).map_err(at_folder)?;
        let lock = File::create(dir.join("lock")).map_err(at_folder)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::Held { folder: dir.to_owned() }),
            Err(TryLockError::Error(source)) => return Err(at_folder(source)),
        }
        let place = dir.join("index");
        let start = match usable(&place, &words) {
            Ok(Some((inner, position))) => {
                let index = Index::over(inner, words, position, lock)?;
                return Ok(Opened { index, start: Start::Continued });
            }
            Ok(None) => Start::Created,
            Err(reason) => {
                tracing::warn!(folder = %dir.display(), reason, "the search index is thrown away and begins anew");
                Start::Discarded { reason }
            }
        };
        if place.exists() {
            fs::remove_dir_all(&place).map_err(at_folder)?;
        }
        fs::create_dir_all(&place).map_err(at_folder)?;
        let inner = tantivy::Index::create_in_dir(&place, schema::Fields::new().0)?;
        let index = Index::over(inner, words, Position::default(), lock)?;
        index.apply(Vec::new(), Position::default())?;
        Ok(Opened { index, start })
    }
}

/// The index at `place`, `None` where there never was one, or the reason why it cannot be used.
fn usable(place: &Path, words: &Arc<Words>) -> std::result::Result<Option<(tantivy::Index, Position)>, String> {
    if !place.exists() {
        return Ok(None);
    }
    let damaged = |error: tantivy::TantivyError| format!("it is damaged: {error}");
    let inner = tantivy::Index::open_in_dir(place).map_err(damaged)?;
    if inner.schema() != schema::Fields::new().0 {
        return Err("it has other fields".into());
    }
    let payload = inner.load_metas().map_err(damaged)?.payload.ok_or("it was never finished")?;
    let payload: Payload = serde_json::from_str(&payload).map_err(|error| format!("its position cannot be read: {error}"))?;
    let expected = Payload::new(words, Position::default());
    if payload.version != expected.version {
        return Err(format!("it has schema version {}, and this program writes {}", payload.version, expected.version));
    }
    if payload.terms != expected.terms {
        return Err("the dictionary has changed".into());
    }
    let broken = inner.validate_checksum().map_err(damaged)?;
    if !broken.is_empty() {
        return Err(format!("it is damaged: {} of its files do not match their checksums", broken.len()));
    }
    inner.reader().map_err(damaged)?;
    Ok(Some((inner, payload.position)))
}
