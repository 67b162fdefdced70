//! The change log: what happened, numbered in commit order. Search, caches and feeds follow it.

use crate::Db;
use anyhow::{Context, Result};
use domain::{Act, Entity, Timestamp};
use sea_orm::FromQueryResult;

/// A place in the log. A restore from backup begins a new epoch, because numbers after it mean other acts.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Position {
    pub epoch: String,
    pub seq: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub seq: i64,
    pub at: Timestamp,
    pub entity: Entity,
    pub entity_id: i64,
    pub key: String,
    pub act: Act,
}

#[derive(FromQueryResult)]
struct Row {
    seq: i64,
    at: i64,
    entity: String,
    entity_id: i64,
    key: String,
    act: String,
}

/// The end of the log.
pub async fn head(db: &Db) -> Result<Position> {
    db.one("SELECT epoch, seq FROM change_head WHERE id = 1", [])
        .await?
        .context("the change log has no head; run liangyi migrate")
}

/// When the last change was made.
pub async fn last_at(db: &Db) -> Result<Option<Timestamp>> {
    #[derive(FromQueryResult)]
    struct Last {
        at: i64,
    }
    let last: Option<Last> = db.one("SELECT at FROM changes ORDER BY seq DESC LIMIT 1", []).await?;
    Ok(last.map(|last| Timestamp(last.at)))
}

/// At most `limit` changes after `seq`, oldest first.
pub async fn after(db: &Db, seq: i64, limit: u64) -> Result<Vec<Change>> {
    let rows: Vec<Row> = db
        .all(
            "SELECT seq, at, entity, entity_id, key, act FROM changes WHERE seq > $1 ORDER BY seq LIMIT $2",
            [seq.into(), (limit as i64).into()],
        )
        .await?;
    Ok(rows.into_iter().filter_map(known).collect())
}

/// `None` for words of a newer version, which may write while this one still serves: it knows what they concern.
fn known(row: Row) -> Option<Change> {
    Some(Change {
        seq: row.seq,
        at: Timestamp(row.at),
        entity: row.entity.parse().ok()?,
        entity_id: row.entity_id,
        key: row.key,
        act: row.act.parse().ok()?,
    })
}
