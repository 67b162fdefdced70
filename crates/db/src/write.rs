//! One act, one transaction: whatever some door shows gets its row of the change log before the commit.

use crate::{
    Db,
    audit::{self, Actor, Entry},
    changes::Position,
    dialect,
    entity::change,
    sql::row_places,
};
use anyhow::{Context, Result};
use domain::{Act, Entity, Timestamp};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, EntityTrait, TransactionTrait};
use std::collections::BTreeMap;

/// An open transaction and the changes that it will log. Dropped without [`Write::commit`], nothing happened.
pub struct Write {
    tx: DatabaseTransaction,
    now: Timestamp,
    changes: Vec<Pending>,
    /// By how much each list grows or shrinks.
    counts: BTreeMap<String, i64>,
    pub(crate) actor: Actor,
    /// What the audit log will say of it.
    pub(crate) entries: Vec<Entry>,
}

/// What stood before a part of an act was begun.
#[must_use = "a part is kept or undone"]
pub struct Part {
    changes: usize,
    counts: BTreeMap<String, i64>,
    entries: usize,
}

struct Pending {
    entity: Entity,
    entity_id: i64,
    key: String,
    act: Act,
}

impl Db {
    /// Begins an act at `now`.
    pub async fn write(&self, now: Timestamp) -> Result<Write> {
        let tx = self.connection.begin_with_options(dialect::write_options()).await.context("cannot begin to write")?;
        Ok(Write::over(tx, now, self.actor.clone()))
    }
}

impl Write {
    pub(crate) fn over(tx: DatabaseTransaction, now: Timestamp, actor: Actor) -> Self {
        Self { tx, now, changes: Vec::new(), counts: BTreeMap::new(), actor, entries: Vec::new() }
    }

    /// From here on no other import runs: two that bring the same names would each find them missing and then collide.
    /// Other acts go on.
    pub async fn as_the_only_import(&self) -> Result<()> {
        dialect::lock_imports(&self.tx).await
    }

    pub fn now(&self) -> Timestamp {
        self.now
    }

    pub(crate) fn actor(&self) -> &Actor {
        &self.actor
    }

    pub(crate) fn tx(&self) -> &DatabaseTransaction {
        &self.tx
    }

    /// Notes that `entity` number `entity_id`, known outside as `key`, was acted upon.
    pub fn log(&mut self, entity: Entity, entity_id: i64, key: impl Into<String>, act: Act) {
        self.changes.push(Pending { entity, entity_id, key: key.into(), act });
    }

    pub(crate) fn count(&mut self, list: String, by: i64) {
        *self.counts.entry(list).or_default() += by;
    }

    /// Begins a part of the act that may come to nothing by itself. Parts do not stand in each other.
    pub async fn begin_part(&mut self) -> Result<Part> {
        self.tx.execute_unprepared("SAVEPOINT part").await?;
        let (changes, entries) = (self.changes.len(), self.entries.len());
        Ok(Part { changes, counts: std::mem::take(&mut self.counts), entries })
    }

    pub async fn keep_part(&mut self, part: Part) -> Result<()> {
        let mut counts = part.counts;
        for (list, by) in std::mem::take(&mut self.counts) {
            *counts.entry(list).or_default() += by;
        }
        self.counts = counts;
        self.tx.execute_unprepared("RELEASE SAVEPOINT part").await?;
        Ok(())
    }

    /// What the part wrote and noted is as if it had never been; the rest of the act stands, also where a statement failed.
    pub async fn undo_part(&mut self, part: Part) -> Result<()> {
        self.changes.truncate(part.changes);
        self.entries.truncate(part.entries);
        self.counts = part.counts;
        self.tx.execute_unprepared("ROLLBACK TO SAVEPOINT part").await?;
        self.tx.execute_unprepared("RELEASE SAVEPOINT part").await?;
        Ok(())
    }

    /// From here on no other act is committed until this one is. Only for what must not miss one.
    pub async fn hold_log(&self) -> Result<()> {
        self.run("UPDATE change_head SET seq = seq WHERE id = 1", []).await?;
        Ok(())
    }

    /// True where the act changed nothing that a door shows.
    pub fn is_silent(&self) -> bool {
        self.changes.is_empty()
    }

    /// Numbers the changes and makes everything visible at once; the number of the last one, if any.
    ///
    /// The rows of the two heads are locked last, always in this order, and held only for these statements, so writers
    /// seldom wait for each other.
    pub async fn commit(mut self) -> Result<Option<Position>> {
        self.apply_counts().await?;
        let position = if self.changes.is_empty() { None } else { Some(self.number_changes().await?) };
        let entries = std::mem::take(&mut self.entries);
        audit::append(&self, entries).await?;
        if position.is_some() {
            dialect::tell_change(&self.tx).await?;
        }
        self.tx.commit().await.context("cannot commit")?;
        Ok(position)
    }

    /// In the order of the names, so that two writers never hold each other's rows.
    async fn apply_counts(&self) -> Result<()> {
        let moved: Vec<_> = self.counts.iter().filter(|(_, by)| **by != 0).collect();
        for some in moved.chunks(100) {
            let sql = format!(
                "INSERT INTO listing_counts (list, works) VALUES {} \
                 ON CONFLICT (list) DO UPDATE SET works = listing_counts.works + excluded.works",
                row_places(some.len(), 2)
            );
            let values = some.iter().flat_map(|(list, by)| [(*list).clone().into(), (**by).into()]);
            self.run(&sql, values).await?;
        }
        Ok(())
    }

    async fn number_changes(&self) -> Result<Position> {
        let count = self.changes.len() as i64;
        let head: Position = self
            .one("UPDATE change_head SET seq = seq + $1 WHERE id = 1 RETURNING epoch, seq", [count.into()])
            .await?
            .context("the change log has no head; run liangyi migrate")?;
        let rows = self.changes.iter().zip(head.seq - count + 1..).map(|(c, seq)| change::ActiveModel {
            seq: Set(seq),
            at: Set(self.now.0),
            entity: Set(c.entity.code().into()),
            entity_id: Set(c.entity_id),
            key: Set(c.key.clone()),
            act: Set(c.act.code().into()),
        });
        // Both databases bound the number of parameters in a statement.
        let rows: Vec<_> = rows.collect();
        for chunk in rows.chunks(1000) {
            change::Entity::insert_many(chunk.to_vec()).exec_without_returning(&self.tx).await?;
        }
        if self.changes.iter().any(|change| change.entity == Entity::Work) {
            self.move_heads(head.seq - count).await?;
        }
        if self.changes.iter().any(|change| change.entity == Entity::Partner) {
            self.move_partner_heads(head.seq - count).await?;
        }
        Ok(head)
    }
}
