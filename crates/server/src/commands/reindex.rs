//! `liangyi reindex`: the index anew, here or in the running servers.

use crate::say::say;
use crate::{clock, follow::Follower, open, settings::Settings};
use anyhow::Result;
use editorial::rebuild_index;
use reader::{Freshness, SiteInForce};
use search::Index;
use std::sync::Arc;

pub async fn run(settings: &Settings) -> Result<()> {
    let db = open::database(settings).await?;
    // Every process that serves follows the log and builds its own replica anew.
    rebuild_index(&db, clock::now()).await?;
    match Index::open(&settings.index_folder(), settings.dictionary.as_deref()) {
        Ok(opened) => {
            let index = Arc::new(opened.index);
            let (freshness, site) = (Arc::new(Freshness::default()), Arc::new(SiteInForce::new(open::site(settings))));
            Follower { db: db.clone(), index: index.clone(), freshness, site }.catch_up().await?;
            say!("the index holds {} works and {} clauses", index.work_ids()?.len(), index.clause_count()?);
        }
        Err(search::Error::Held { .. }) => say!("the running server builds the index anew now"),
        Err(error) => return Err(error.into()),
    }
    db.close().await
}
