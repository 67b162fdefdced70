//! The hub of our own feeds (WebSub, W3C Recommendation of 2018): asks callbacks whether they want what was asked in their names, and
//! sends them the feeds as they change.
//!
//! Absent from here: how a feed is written; the server hands that in.

mod announce;
mod deliver;
mod verify;

pub(crate) use announce::announce;
pub(crate) use deliver::deliver;
pub(crate) use verify::verify;

use anyhow::Result;
use db::Db;
use futures::future::BoxFuture;
use std::sync::Arc;

/// A feed as it is now.
#[derive(Clone, Debug)]
pub struct Topic {
    pub media_type: &'static str,
    pub body: String,
    /// The hub's own address, whole.
    pub hub: String,
}

/// Feeds by their addresses, written by the room that knows how; `None` where there is none at the address.
pub trait Topics: Send + Sync {
    fn current<'a>(&'a self, db: &'a Db, address: &'a str) -> BoxFuture<'a, Result<Option<Arc<Topic>>>>;
}
