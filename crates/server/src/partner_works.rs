//! The works of the partners' door, in the words of the reader's feeds: one way to say what a work is to the outside.

use anyhow::Result;
use db::{Db, works};
use feeds::Item;
use futures::future::BoxFuture;
use partner::Works;
use reader::SiteInForce;
use std::sync::Arc;

pub struct PartnerWorks {
    pub site: Arc<SiteInForce>,
}

impl Works for PartnerWorks {
    fn published<'a>(&'a self, db: &'a Db, ids: &'a [i64]) -> BoxFuture<'a, Result<Vec<Item>>> {
        Box::pin(async move { reader::entries(db, &self.site.now(), ids).await })
    }

    fn withdrawn<'a>(&'a self, db: &'a Db, ids: &'a [i64]) -> BoxFuture<'a, Result<Vec<Item>>> {
        Box::pin(async move {
            let rows = works::withdrawn_many(db, ids).await?;
            reader::withdrawals(db, &self.site.now(), rows).await
        })
    }
}
