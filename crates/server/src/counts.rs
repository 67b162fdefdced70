//! What `serve` counts in memory, and writes down now and then.

use actix_web::web::Data;
use db::Db;
use reader::{Readings, Reprints, SearchMisses};

/// Cheap to clone: all clones count together.
#[derive(Clone, Default)]
pub struct Counts {
    /// What readers searched for in vain.
    pub misses: Data<SearchMisses>,
    /// What they read.
    pub readings: Data<Readings>,
    /// What was opened of copies on other sites.
    pub reprints: Data<Reprints>,
}

impl Counts {
    pub async fn write_down(&self, db: &Db) {
        let now = crate::clock::now();
        let missed = self.misses.take();
        if !missed.is_empty()
            && let Err(error) = db::search_misses::add(db, now, &missed).await
        {
            tracing::error!(error = format!("{error:#}"), "searches without result cannot be written down");
        }
        let read = self.readings.take();
        if !read.is_empty()
            && let Err(error) = db::readings::add(db, now, &read).await
        {
            tracing::error!(error = format!("{error:#}"), "readings cannot be written down");
        }
        let copied = self.reprints.take();
        if !copied.is_empty()
            && let Err(error) = db::reprints::add(db, now, &copied).await
        {
            tracing::error!(error = format!("{error:#}"), "readings of copies cannot be written down");
        }
    }
}
