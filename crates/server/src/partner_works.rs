//! The works of the partners' door, in the words of the reader's feeds: one way to say what a work is to the outside.

use anyhow::Result;
use db::{Db, works};
use feeds::Item;
use futures::future::BoxFuture;
use pages::Site;
use partner::Works;

pub struct PartnerWorks {
    pub site: Site,
}

impl Works for PartnerWorks {
    fn published<'a>(&'a self, db: &'a Db, ids: &'a [i64]) -> BoxFuture<'a, Result<Vec<Item>>> {
        Box::pin(reader::entries(db, &self.site, ids))
    }

    fn withdrawn<'a>(&'a self, db: &'a Db, ids: &'a [i64]) -> BoxFuture<'a, Result<Vec<Item>>> {
        Box::pin(async move {
            let rows = works::withdrawn_many(db, ids).await?;
            reader::withdrawals(db, &self.site, rows).await
        })
    }
}
