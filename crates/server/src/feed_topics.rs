//! The feeds of the readers' door as the hub sends them.

use anyhow::Result;
use db::{Db, changes};
use futures::future::BoxFuture;
use pages::{Site, address};
use reader::{FeedAuthority, feed_to_send};
use std::sync::{Arc, Mutex, PoisonError};
use worker::{Topic, Topics};

/// Subscribers of one feed are told one after the other, so few feeds are needed twice at a time.
const KEPT: usize = 8;

/// A feed by its address, as it was at this place of the change log.
type Kept = (String, i64, Arc<Topic>);

pub struct FeedTopics {
    site: Site,
    authority: FeedAuthority,
    /// The one written last at the end.
    kept: Mutex<Vec<Kept>>,
}

impl FeedTopics {
    pub fn new(site: Site, authority: FeedAuthority) -> Self {
        Self { site, authority, kept: Mutex::default() }
    }

    async fn topic(&self, db: &Db, address: &str) -> Result<Option<Arc<Topic>>> {
        let Some(path) = address.strip_prefix(&self.site.base_url) else { return Ok(None) };
        // Read before the feed is: a change that comes in between makes it stale, never the other way round.
        let seq = changes::head(db).await?.seq;
        if let Some(topic) = self.find(address, seq) {
            return Ok(Some(topic));
        }
        let site = self.site.with(&db::site_settings::in_force(db).await?);
        let Some(feed) = feed_to_send(db, &site, &self.authority, crate::clock::now(), path).await? else { return Ok(None) };
        let hub = self.site.absolute(address::HUB);
        let topic = Arc::new(Topic { media_type: feed.media_type, body: feed.body, hub });
        self.keep((address.to_owned(), seq, topic.clone()));
        Ok(Some(topic))
    }

    fn find(&self, address: &str, seq: i64) -> Option<Arc<Topic>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(own, at, _)| own == address && *at == seq).map(|(_, _, topic)| topic.clone())
    }

    fn keep(&self, one: Kept) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(address, ..)| *address != one.0);
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push(one);
    }
}

impl Topics for FeedTopics {
    fn current<'a>(&'a self, db: &'a Db, address: &'a str) -> BoxFuture<'a, Result<Option<Arc<Topic>>>> {
        Box::pin(self.topic(db, address))
    }
}
