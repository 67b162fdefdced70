//! Jobs for the back room. A row is written in the transaction of the act that wants it; a worker claims it by a lease
//! that runs out when the worker dies.

use crate::{Db, Write, entity::job};
use anyhow::Result;
use domain::Timestamp;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

pub use crate::entity::job::Model as JobRow;

/// Codes of `jobs.state`; the statements below also write `done` and `given-up`.
const WAITING: &str = "waiting";
const RUNNING: &str = "running";

/// Asks for a job; the same `key` asked for twice is one job, and a finished one is run again.
pub async fn ask(write: &Write, kind: &str, key: &str, payload: &str) -> Result<()> {
    write
        .run(
            "INSERT INTO jobs (kind, payload, key, state, attempts, run_after, created_at) VALUES ($1, $2, $3, 'waiting', 0, $4, $4) \
             ON CONFLICT (key) DO UPDATE SET payload = excluded.payload, state = 'waiting', attempts = 0, \
                 run_after = excluded.run_after, reason = NULL, finished_at = NULL \
             WHERE jobs.state IN ('done', 'given-up')",
            [kind.into(), payload.into(), key.into(), write.now().0.into()],
        )
        .await?;
    Ok(())
}

/// Claims the next job that is due until `lease_end`; a job whose lease ran out is due again.
///
/// One statement: on PostgreSQL two workers that see the same row wait for each other, and the second finds it taken.
pub async fn claim(db: &Db, now: Timestamp, lease_end: Timestamp) -> Result<Option<JobRow>> {
    let skip_locked = if db.is_sqlite() { "" } else { "FOR UPDATE SKIP LOCKED" };
    db.one(
        &format!(
            "UPDATE jobs SET state = 'running', attempts = attempts + 1, leased_until = $2 WHERE id = ( \
                 SELECT id FROM jobs WHERE (state = 'waiting' AND run_after <= $1) OR (state = 'running' AND leased_until < $1) \
                 ORDER BY run_after, id LIMIT 1 {skip_locked}) RETURNING *"
        ),
        [now.0.into(), lease_end.0.into()],
    )
    .await
}

pub async fn finish(write: &Write, id: i64) -> Result<()> {
    let sql = "UPDATE jobs SET state = 'done', leased_until = NULL, reason = NULL, finished_at = $2 WHERE id = $1";
    write.run(sql, [id.into(), write.now().0.into()]).await?;
    Ok(())
}

pub async fn retry(write: &Write, id: i64, at: Timestamp, reason: &str) -> Result<()> {
    let sql = "UPDATE jobs SET state = 'waiting', leased_until = NULL, run_after = $2, reason = $3 WHERE id = $1";
    write.run(sql, [id.into(), at.0.into(), reason.into()]).await?;
    Ok(())
}

pub async fn give_up(write: &Write, id: i64, reason: &str) -> Result<()> {
    let sql = "UPDATE jobs SET state = 'given-up', leased_until = NULL, reason = $3, finished_at = $2 WHERE id = $1";
    write.run(sql, [id.into(), write.now().0.into(), reason.into()]).await?;
    Ok(())
}

/// How many jobs wait or run.
pub async fn open(db: &Db) -> Result<u64> {
    Ok(job::Entity::find().filter(job::Column::State.is_in([WAITING, RUNNING])).count(&db.connection).await?)
}

/// Jobs that were given up and whose failure still shows, newest first: a picture that no work shows any more is no matter.
pub async fn given_up(db: &Db) -> Result<Vec<JobRow>> {
    db.all(
        "SELECT j.* FROM jobs j WHERE j.state = 'given-up' AND NOT (j.key LIKE 'picture:%' AND NOT EXISTS ( \
             SELECT 1 FROM assets a JOIN work_assets w ON w.asset_id = a.id \
             WHERE a.state = 'failed' AND j.key = 'picture:' || a.id)) \
         ORDER BY j.id DESC",
        [],
    )
    .await
}
