//! Following the change log: each serve process keeps its own replica of the index, and forgets rendered pages, as soon
//! as somebody, in this process or another, has committed a change.

use crate::index_documents;
use anyhow::{Context, Result};
use db::{Db, changes, changes::Change};
use domain::{Act, Entity};
use reader::{Freshness, SiteInForce};
use search::{Index, Op, Part, Position, Tuning};
use std::{collections::BTreeSet, sync::Arc, time::Duration};
use tokio::sync::mpsc;

/// Between looks at the end of the log where nothing is heard of it. A quarter of the second within which a withdrawal is gone
/// everywhere.
const PAUSE: Duration = Duration::from_millis(250);
/// Of that, after the index was written, though more is heard: it is written a few times a second, however many acts are done in one.
const REST: Duration = Duration::from_millis(150);
/// Works handed to the index at once.
const BATCH: usize = 200;
/// Changes read at once.
const CHANGES: u64 = 2000;

pub struct Follower {
    pub db: Db,
    pub index: Arc<Index>,
    pub freshness: Arc<Freshness>,
    pub site: Arc<SiteInForce>,
}

impl Follower {
    /// Follows until the process ends. An error is told and tried again: the site goes on with what it has.
    pub async fn run(self) {
        let ear = self.db.ear();
        loop {
            let before = self.freshness.followed().1;
            if let Err(error) = self.catch_up().await {
                tracing::error!(error = format!("{error:#}"), "the change log cannot be followed");
            }
            let rest = if self.freshness.followed().1 == before { Duration::ZERO } else { REST };
            tokio::time::sleep(rest).await;
            tokio::select! {
                () = ear.moved() => {}
                () = tokio::time::sleep(PAUSE - rest) => {}
            }
        }
    }

    /// Brings index and pages to the end of the log.
    pub async fn catch_up(&self) -> Result<()> {
        let head = changes::head(&self.db).await?;
        // Before the pages of until now are stale, so that none is made anew with what the site said before.
        if self.freshness.followed().0 != head.seq {
            self.site.settle(&db::site_settings::in_force(&self.db).await?);
        }
        self.freshness.advance(head.seq);
        let mut at = self.index.position();
        // First of all, so that an index that cannot be written keeps no work among the results that editors took out.
        if !self.index.is_tuned() || at.epoch != head.epoch || at.seq as i64 != head.seq {
            self.index.tune(Tuning::new(db::search_rules::in_force(&self.db).await?));
        }
        // Another log, or one that was put back to an earlier state: what the index knows is of no use.
        if at.epoch != head.epoch || at.seq as i64 > head.seq {
            self.rebuild(&head).await?;
            at = self.index.position();
        }
        while (at.seq as i64) < head.seq {
            let changes = changes::after(&self.db, at.seq as i64, CHANGES).await?;
            // Every number is taken by a row, so this is how far the read went, also over rows in words of a newer version.
            let reached = (at.seq + CHANGES).min(head.seq as u64);
            if changes.iter().any(|c| c.act == Act::Rebuild) {
                self.rebuild(&head).await?;
            } else {
                self.apply(&changes, Position { epoch: head.epoch.clone(), seq: reached }).await?;
            }
            at = self.index.position();
        }
        self.freshness.index_advanced(head.seq);
        Ok(())
    }

    /// Each work and policy once, as it is now, however often it changed; the works of whoever has a new name too.
    async fn apply(&self, changes: &[Change], to: Position) -> Result<()> {
        let of = |entity: Entity| {
            let ids: BTreeSet<i64> = changes.iter().filter(|c| c.entity == entity).map(|c| c.entity_id).collect();
            ids.into_iter().collect::<Vec<i64>>()
        };
        let mut ops = Vec::new();
        for policy in of(Entity::Policy) {
            ops.push(index_documents::policy(&self.db, policy).await?);
        }
        let mut works = of(Entity::Work);
        works.extend(db::work_parts::works_naming(&self.db, &of(Entity::Person), &of(Entity::Organisation)).await?);
        works.sort_unstable();
        works.dedup();
        for batch in works.chunks(BATCH) {
            ops.extend(index_documents::works(&self.db, batch).await?);
        }
        self.hand_over(ops, to).await
    }

    /// Everything anew, in one commit: searches go on with the old index until it is there. At most three batches are held at once.
    async fn rebuild(&self, head: &changes::Position) -> Result<()> {
        tracing::info!("the search index is being built anew");
        let index = self.index.clone();
        let (parts, mut coming) = mpsc::channel(1);
        let writing = tokio::task::spawn_blocking(move || index.apply_parts(std::iter::from_fn(|| coming.blocking_recv())));
        // Without an end nothing is written; where the writing has failed, that is the fault to tell.
        let told = self.tell_all(&parts, Position { epoch: head.epoch.clone(), seq: head.seq as u64 }).await;
        drop(parts);
        writing.await.context("the index was interrupted")??;
        told
    }

    /// Everything that the index is to contain.
    async fn tell_all(&self, parts: &mpsc::Sender<Part>, to: Position) -> Result<()> {
        let mut ops = vec![Op::Clear];
        for policy in db::policies::all(&self.db).await? {
            ops.push(index_documents::policy(&self.db, policy.id).await?);
        }
        parts.send(Part::Ops(ops)).await?;
        let mut after = 0;
        loop {
            let ids = db::works::published_ids(&self.db, after, BATCH as u64).await?;
            let Some(last) = ids.last() else { break };
            after = *last;
            parts.send(Part::Ops(index_documents::works(&self.db, &ids).await?)).await?;
        }
        Ok(parts.send(Part::End(to)).await?)
    }

    async fn hand_over(&self, ops: Vec<Op>, to: Position) -> Result<()> {
        let index = self.index.clone();
        tokio::task::spawn_blocking(move || index.apply(ops, to)).await.context("the index was interrupted")??;
        Ok(())
    }
}
