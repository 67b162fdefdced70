//! Rendered pages, kept while nothing has changed.
//!
//! Any row of the change log makes all of them stale at once: a page shows its neighbours too (related works, counts,
//! names), so "which pages does this touch" has no small answer, and a mix of old and new is worse than rendering anew.

use crate::page::Keep;
use actix_web::http::{StatusCode, header::HeaderValue};
use brotli::enc::BrotliEncoderParams;
use domain::{Day, Timestamp};
use flate2::{Compression, write::GzEncoder};
use moka::sync::Cache;
use sha2::{Digest, Sha256};
use std::{
    io::Write as _,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};

/// How far this process has followed the change log, and how far its index has.
///
/// The two are told apart because the index may fail, on a full disk for one, and a withdrawn page must go even then.
#[derive(Debug, Default)]
pub struct Freshness {
    log: AtomicI64,
    index: AtomicI64,
}

/// What a page was rendered from; another stamp makes it stale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    log: i64,
    index: i64,
    /// Campaigns open and close at midnight in Beijing, without any change.
    day: Day,
}

impl Freshness {
    /// Something was committed: what was rendered before is stale.
    pub fn advance(&self, seq: i64) {
        self.log.store(seq, Ordering::Release);
    }

    /// The index knows of it too: so are pages of results.
    pub fn index_advanced(&self, seq: i64) {
        self.index.store(seq, Ordering::Release);
    }

    /// Up to which numbers pages and index know the log.
    pub fn followed(&self) -> (i64, i64) {
        (self.log.load(Ordering::Acquire), self.index.load(Ordering::Acquire))
    }

    pub fn stamp(&self, now: Timestamp) -> Stamp {
        Stamp { log: self.log.load(Ordering::Acquire), index: self.index.load(Ordering::Acquire), day: now.day() }
    }
}

/// One form of a page's bytes.
#[derive(Debug)]
pub struct Encoded {
    pub bytes: actix_web::web::Bytes,
    /// Of these very bytes, in quotation marks: neighbours, corrections and encoding change them too.
    pub etag: HeaderValue,
}

impl Encoded {
    fn new(bytes: Vec<u8>) -> Self {
        let etag = format!("\"{}\"", hex::encode(&Sha256::digest(&bytes)[..12]));
        let etag = HeaderValue::try_from(etag).expect("digits are good in a header");
        Self { bytes: bytes.into(), etag }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Brotli,
    Gzip,
    Plain,
}

/// A page in the forms that were asked for so far.
#[derive(Debug)]
pub struct Kept {
    pub status: StatusCode,
    pub media_type: &'static str,
    pub for_ever: bool,
    pub no_store: bool,
    /// The work whose reading it is.
    pub work: Option<i64>,
    /// Results of a search, for what was typed.
    pub found: bool,
    /// What the page may load, of its Content-Security-Policy.
    pub policy: HeaderValue,
    /// See [`crate::page::Page::links`].
    pub links: Option<String>,
    /// Taken before the page was rendered.
    stamp: Stamp,
    plain: Encoded,
    brotli: OnceLock<Encoded>,
    gzip: OnceLock<Encoded>,
}

impl Kept {
    pub fn new(status: StatusCode, keep: Keep, stamp: Stamp, policy: HeaderValue, body: Vec<u8>) -> Self {
        let Keep { media_type, for_ever, no_store, work, found, links, .. } = keep;
        Self {
            status,
            media_type,
            for_ever,
            no_store,
            work,
            found,
            policy,
            links,
            stamp,
            plain: Encoded::new(body),
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
        }
    }

    pub fn encoded(&self, encoding: Encoding) -> &Encoded {
        match encoding {
            Encoding::Plain => &self.plain,
            Encoding::Brotli => self.brotli.get_or_init(|| Encoded::new(brotli(&self.plain.bytes))),
            Encoding::Gzip => self.gzip.get_or_init(|| Encoded::new(gzip(&self.plain.bytes))),
        }
    }

    fn weight(&self) -> u32 {
        // The compressed forms come later and add about a third.
        (self.plain.bytes.len() * 4 / 3 + 512).try_into().unwrap_or(u32::MAX)
    }
}

/// Level 5: a third of the time of level 9 for 3 % more bytes on our pages.
fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 4);
    let parameters = BrotliEncoderParams { quality: 5, lgwin: 20, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters).expect("writing into a Vec cannot fail");
    out
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::new(6));
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("writing into a Vec cannot fail")
}

/// By path and query.
#[derive(Clone, Debug)]
pub struct PageCache {
    pages: Cache<String, Arc<Kept>>,
    asked: Arc<Asked>,
}

#[derive(Debug, Default)]
struct Asked {
    hits: AtomicU64,
    misses: AtomicU64,
}

impl PageCache {
    /// Holds at most about `bytes` of pages.
    pub fn new(bytes: u64) -> Self {
        let weigh = |key: &String, page: &Arc<Kept>| page.weight() + key.len() as u32;
        Self { pages: Cache::builder().max_capacity(bytes).weigher(weigh).build(), asked: Arc::default() }
    }

    /// The page, where nothing has changed since it was rendered.
    pub fn get(&self, key: &str, stamp: Stamp) -> Option<Arc<Kept>> {
        let found = self.pages.get(key).filter(|page| page.stamp == stamp);
        let asked = if found.is_some() { &self.asked.hits } else { &self.asked.misses };
        asked.fetch_add(1, Ordering::Relaxed);
        found
    }

    /// How often a page was at hand, and how often not.
    pub fn asked(&self) -> (u64, u64) {
        (self.asked.hits.load(Ordering::Relaxed), self.asked.misses.load(Ordering::Relaxed))
    }

    pub fn put(&self, key: String, page: Arc<Kept>) {
        self.pages.insert(key, page);
    }
}
