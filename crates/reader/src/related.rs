//! The works at the end of a work's page: of the same clauses first, then of the same topics, then those that speak of the
//! same things.

use actix_web::web::{self, Data};
use anyhow::{Context, Result};
use db::{
    Db,
    listings::{self, Card},
    work_parts,
};
use search::Index;

/// Cards at the end of a page.
const MOST: usize = 4;
/// Works by their words that are looked at; some stand there already.
const LOOKED_AT: usize = 16;

pub async fn related(db: &Db, index: &Data<Index>, work: i64) -> Result<Vec<Card>> {
    let mut ids = work_parts::related(db, work, MOST).await?;
    if ids.len() < MOST {
        let index = index.clone();
        let alike = web::block(move || index.alike(work, LOOKED_AT)).await.context("the search was interrupted")??;
        let alike: Vec<i64> = alike.into_iter().filter(|id| !ids.contains(id)).collect();
        ids.extend(work_parts::of_other_families(db, work, &alike).await?);
    }
    ids.truncate(MOST);
    // Whatever the index still says, what was withdrawn has no card.
    listings::cards_by_id(db, &ids).await
}
