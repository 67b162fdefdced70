//! What is looked up when somebody asks: queues, the log and its followers, the cache, connections.

use anyhow::Result;
use db::Db;
use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{
        counter::ConstCounter,
        family::Family,
        gauge::{ConstGauge, Gauge},
    },
    registry::{Registry, Unit},
};
use reader::{Freshness, PageCache};
use std::sync::Arc;

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Jobs {
    kind: String,
    state: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Kind {
    kind: String,
}

/// What the process has that is worth watching. Cheap to clone.
#[derive(Clone)]
pub struct Watched {
    pub db: Db,
    pub cache: PageCache,
    pub freshness: Arc<Freshness>,
}

impl Watched {
    /// As it is now, in milliseconds since 1970.
    pub(crate) async fn look(&self, now: i64) -> Result<Registry> {
        let mut registry = Registry::with_prefix("liangyi");
        self.jobs(&mut registry, now).await?;
        let uploads = db::uploads::under_way(&self.db).await?;
        gauge(&mut registry, "uploads", "Uploads that have not arrived whole", uploads.uploads);
        registry.register_with_unit("uploads_received", "What has arrived of them", Unit::Bytes, ConstGauge::new(uploads.bytes));

        let head = db::changes::head(&self.db).await?.seq;
        let (pages, index) = self.freshness.followed();
        gauge(&mut registry, "changes", "The end of the change log", head);
        gauge(&mut registry, "pages_behind", "Changes that the pages of this process do not know yet", head - pages);
        gauge(&mut registry, "index_behind", "Changes that the index of this process does not know yet", head - index);

        let (hits, misses) = self.cache.asked();
        registry.register("page_cache_hits", "Pages that were at hand", ConstCounter::new(hits));
        registry.register("page_cache_misses", "Pages that had to be made", ConstCounter::new(misses));
        let (open, idle) = self.db.connections();
        gauge(&mut registry, "database_connections", "Connections to the database", open);
        gauge(&mut registry, "database_connections_idle", "Those of them that nobody uses", idle);
        Ok(registry)
    }

    async fn jobs(&self, registry: &mut Registry, now: i64) -> Result<()> {
        let (jobs, oldest) = (Family::<Jobs, Gauge>::default(), Family::<Kind, Gauge>::default());
        registry.register("jobs", "Jobs that wait, run or were given up", jobs.clone());
        let words = "How long the oldest job has been due that nobody has begun";
        registry.register_with_unit("jobs_oldest_waiting", words, Unit::Seconds, oldest.clone());
        for row in db::jobs::tallies(&self.db).await? {
            if row.state == db::jobs::WAITING {
                oldest.get_or_create(&Kind { kind: row.kind.clone() }).set((now - row.due).max(0) / 1000);
            }
            jobs.get_or_create(&Jobs { kind: row.kind, state: row.state }).set(row.jobs);
        }
        Ok(())
    }
}

fn gauge(registry: &mut Registry, name: &str, words: &str, value: i64) {
    registry.register(name, words, ConstGauge::new(value));
}
