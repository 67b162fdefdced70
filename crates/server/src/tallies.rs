//! What readers do, as numbers: counted in memory by the door, written down here.

use crate::clock;
use actix_web::web::Data;
use anyhow::Result;
use db::{Db, popular_queries};
use reader::{PopularQueries, Readings, Reprints, SearchMisses};
use std::{fmt::Display, time::Duration};
use tokio::sync::oneshot;

const BETWEEN: Duration = Duration::from_secs(2);
/// Queries that are offered.
const OFFERED: usize = 200;

/// Cheap to clone: all clones count together.
#[derive(Clone, Default)]
pub struct Tallies {
    /// What was searched for in vain.
    pub misses: Data<SearchMisses>,
    pub readings: Data<Readings>,
    /// What was opened of copies on other sites.
    pub reprints: Data<Reprints>,
    /// What was searched for, by how many.
    pub popular: Data<PopularQueries>,
}

impl Tallies {
    /// Errors are told, and what could not be written is lost: readers do not wait for it.
    pub async fn write_down(&self, db: &Db) {
        let now = clock::now();
        let misses = self.misses.take();
        if !misses.is_empty() {
            told("searches without result", db::search_misses::add(db, now, &misses).await);
        }
        let read = self.readings.take();
        if !read.is_empty() {
            told("readings", db::readings::add(db, now, &read).await);
        }
        let copied = self.reprints.take();
        if !copied.is_empty() {
            told("readings of copies", db::reprints::add(db, now, &copied).await);
        }
        let asked = self.popular.take(now.day());
        if !asked.is_empty() {
            told("what many search for", popular_queries::put(db, now, &asked).await);
        }
    }
}

fn told(what: impl Display, written: Result<()>) {
    if let Err(error) = written {
        tracing::error!(error = format!("{error:#}"), "{what} cannot be written down");
    }
}

/// Writes down what readers did until the other end of `ended` is gone, and offers at midnight what many asked for before.
pub async fn count(db: Db, tallies: Tallies, mut ended: oneshot::Receiver<()>) {
    let mut day = clock::now().day();
    while tokio::time::timeout(BETWEEN, &mut ended).await.is_err() {
        tallies.write_down(&db).await;
        let today = clock::now().day();
        if today != day {
            match offer(&db, &tallies.popular).await {
                Ok(()) => day = today,
                Err(error) => tracing::error!(error = format!("{error:#}"), "what many search for cannot be read"),
            }
        }
    }
}

/// Offers what many asked for on the days before today: a day's own queries are known to nobody until it is over.
pub async fn offer(db: &Db, popular: &PopularQueries) -> Result<()> {
    let before = popular_queries::before(db, clock::now().day(), OFFERED).await?;
    popular.offer(before.into_iter().map(|one| one.words).collect());
    Ok(())
}
