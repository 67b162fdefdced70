//! Sitemaps, written before engines ask: after changes those that they touch, and all of them each day.
//!
//! Absent from here: how one is written; the server hands that in.

use crate::run::Worker;
use anyhow::Result;
use db::{
    Db,
    built_documents::{self, State},
    changes,
    sitemaps::span_of,
};
use domain::{Entity, Timestamp};
use futures::future::BoxFuture;
use std::collections::HashSet;

/// Where the index of all others stands.
const INDEX: &str = "/sitemap.xml";
/// Changes that are looked at one by one; after more all sitemaps are written.
const FEW: u64 = 500;
/// Between two words that somebody still looks, in milliseconds.
const WORD: i64 = 60_000;

/// Sitemaps by their paths, written by the room that knows how.
pub trait Sitemaps: Send + Sync {
    /// The index and everything that it names.
    fn paths<'a>(&'a self, db: &'a Db, now: Timestamp) -> BoxFuture<'a, Result<Vec<String>>>;
    /// `None` where there is none at the path.
    fn write<'a>(&'a self, db: &'a Db, now: Timestamp, path: &'a str) -> BoxFuture<'a, Result<Option<String>>>;
}

impl Worker {
    /// Writes the sitemaps anew that changed since they were written; how many.
    pub async fn write_sitemaps(&self) -> Result<usize> {
        let (db, now) = (&self.db, (self.clock)());
        // Read before anything is written: what comes in between is written the next time.
        let head = changes::head(db).await?;
        let before = built_documents::state(db).await?.filter(|before| before.seq <= head.seq);
        let is_new_day = before.is_some_and(|before| Timestamp(before.built_at).day() != now.day());
        let touched = match before {
            Some(before) if before.seq == head.seq && !is_new_day => {
                if now.0 - before.built_at >= WORD {
                    let write = db.write(now).await?;
                    built_documents::set_state(&write, head.seq).await?;
                    write.commit().await?;
                }
                return Ok(0);
            }
            Some(before) if !is_new_day => touched(db, before).await?,
            _ => None,
        };
        let paths = self.sitemaps.paths(db, now).await?;
        let mut written = 0;
        let known: HashSet<String> = built_documents::paths(db).await?.into_iter().collect();
        for path in &paths {
            if touched.as_ref().is_some_and(|spans| is_untouched(path, spans) && known.contains(path)) {
                continue;
            }
            let Some(body) = self.sitemaps.write(db, now, path).await? else { continue };
            if built_documents::get(db, path).await?.as_ref() != Some(&body) {
                // One by one: together they may be larger than memory.
                let write = db.write(now).await?;
                built_documents::put(&write, path, &body, head.seq).await?;
                write.commit().await?;
                written += 1;
            }
        }
        let write = db.write(now).await?;
        for path in known.iter().filter(|path| !paths.contains(path)) {
            built_documents::remove(&write, path).await?;
        }
        built_documents::set_state(&write, head.seq).await?;
        write.commit().await?;
        Ok(written)
    }
}

/// The spans of works that changed since; `None` where that was too much to look at.
async fn touched(db: &Db, before: State) -> Result<Option<HashSet<i64>>> {
    let changes = changes::after(db, before.seq, FEW).await?;
    if changes.len() as u64 == FEW {
        return Ok(None);
    }
    Ok(Some(changes.iter().filter(|change| change.entity == Entity::Work).map(|change| span_of(change.entity_id)).collect()))
}

/// Whether a sitemap is of works alone, and of none that changed. The others are few and may name anything.
fn is_untouched(path: &str, spans: &HashSet<i64>) -> bool {
    let span = path.strip_prefix("/sitemaps/works-").and_then(|rest| rest.strip_suffix(".xml")?.parse().ok());
    path != INDEX && span.is_some_and(|span: i64| !spans.contains(&span))
}
