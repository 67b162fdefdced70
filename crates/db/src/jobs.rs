//! Jobs for the back room. A row is written in the transaction of the act that wants it; a worker claims it by a lease
//! that runs out when the worker dies.
//!
//! Long jobs, such as videos, have a lane of their own, so that a picture never waits behind one; within it the
//! organisations take turns. So does what waits for other machines.

use crate::{Db, Write, entity::job, sql::places};
use anyhow::Result;
use domain::Timestamp;
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter};
use std::collections::HashMap;

pub use crate::entity::job::Model as JobRow;

/// Codes of `jobs.state`.
pub const WAITING: &str = "waiting";
pub const RUNNING: &str = "running";
pub const DONE: &str = "done";
pub const GIVEN_UP: &str = "given-up";

/// The priority of what takes minutes. Smaller ones are of the short lane and go first.
pub const LONG: i32 = 10;

/// The priority of what takes seconds, behind what takes less: a long image waits for no video, and no picture for a thousand
/// long images.
pub const SECONDS: i32 = 5;

/// The priority of what waits for other machines: it takes nothing of ours but time.
pub const NETWORK: i32 = -1;

/// The priority of what partners and our own editors are told: whoever subscribes to a feed without being known keeps none of
/// them waiting.
pub const PARTNERS: i32 = NETWORK - 1;

/// Which jobs a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    Any,
    /// Priority below 0.
    Network,
    /// Of those, what partners are told: priority up to [`PARTNERS`].
    Partners,
    /// Priority from 0 to below [`LONG`].
    Short,
    /// Priority from [`LONG`].
    Long,
}

impl Lane {
    fn has_long(self) -> bool {
        matches!(self, Self::Any | Self::Long)
    }

    fn condition(self) -> String {
        match self {
            Self::Any => "1 = 1".to_owned(),
            Self::Network => "j.priority < 0".to_owned(),
            Self::Partners => format!("j.priority <= {PARTNERS}"),
            Self::Short => format!("j.priority >= 0 AND j.priority < {LONG}"),
            Self::Long => format!("j.priority >= {LONG}"),
        }
    }
}

/// Asks for a short job of nobody's account; see [`ask_in_turn`].
pub async fn ask(write: &Write, kind: &str, key: &str, payload: &str) -> Result<()> {
    ask_in_turn(write, kind, key, payload, 0, None).await
}

/// Asks for a job; the same `key` asked for twice is one job, and a finished one is run again. One that runs with another
/// payload is run again with this one when it ends, see [`finish_as`].
pub async fn ask_in_turn(
    write: &Write,
    kind: &str,
    key: &str,
    payload: &str,
    priority: i32,
    organisation: Option<i64>,
) -> Result<()> {
    let over = "jobs.state IN ('done', 'given-up')";
    write
        .run(
            &format!(
                "INSERT INTO jobs (kind, payload, key, state, attempts, run_after, created_at, priority, organisation_id) \
                 VALUES ($1, $2, $3, 'waiting', 0, $4, $4, $5, $6) \
                 ON CONFLICT (key) DO UPDATE SET payload = excluded.payload, \
                     state = CASE WHEN {over} THEN 'waiting' ELSE jobs.state END, \
                     attempts = CASE WHEN {over} THEN 0 ELSE jobs.attempts END, \
                     run_after = CASE WHEN {over} THEN excluded.run_after ELSE jobs.run_after END, \
                     reason = CASE WHEN {over} THEN NULL ELSE jobs.reason END, \
                     progress = CASE WHEN {over} THEN NULL ELSE jobs.progress END, \
                     cancelled = CASE WHEN {over} THEN FALSE ELSE jobs.cancelled END, \
                     finished_at = CASE WHEN {over} THEN NULL ELSE jobs.finished_at END"
            ),
            [kind.into(), payload.into(), key.into(), write.now().0.into(), priority.into(), organisation.into()],
        )
        .await?;
    Ok(())
}

/// Claims the next job of the lane that is due until `lease_end`; a job whose lease ran out is due again. One that was never tried is due
/// whatever the clock says: it may have been set back since the job was asked for.
///
/// What a dead worker began goes first, then the smallest priority. Among long jobs the turn is with the organisation that was
/// served least lately, so one that hands in twenty videos holds up another's first by one video and not by twenty.
///
/// One statement: on PostgreSQL two workers that see the same row wait for each other, and the second finds it taken.
pub async fn claim(db: &Db, lane: Lane, now: Timestamp, lease_end: Timestamp) -> Result<Option<JobRow>> {
    let of_lane = lane.condition();
    let left = format!("SELECT j.id FROM jobs j WHERE j.state = 'running' AND j.leased_until < $1 AND {of_lane}");
    let waiting = format!(
        "SELECT j.id FROM jobs j WHERE j.state = 'waiting' AND (j.run_after <= $1 OR (j.attempts = 0 AND j.reason IS NULL)) AND {of_lane}"
    );
    // Most looks find nothing, and on SQLite whatever may write keeps all others from writing.
    if db.is_sqlite() {
        let any = format!("SELECT EXISTS ({left}) OR EXISTS ({waiting})");
        if db.number(&any, [now.0.into()]).await? == 0 {
            return Ok(None);
        }
    }
    let one = if db.is_sqlite() { "LIMIT 1" } else { "LIMIT 1 FOR UPDATE OF j SKIP LOCKED" };
    let turn = if lane.has_long() { TURN } else { "" };
    let sql = format!(
        "UPDATE jobs SET state = 'running', attempts = attempts + 1, leased_until = $2, claimed_at = $1 WHERE id = COALESCE( \
             ({left} ORDER BY j.priority, j.id {one}), \
             ({waiting} ORDER BY j.priority, {turn} j.run_after, j.id {one})) RETURNING *"
    );
    db.one(&sql, [now.0.into(), lease_end.0.into()]).await
}

/// When the organisation of `j` was served last, where `j` is long. Of many jobs that are done one is looked up: there is an index
/// of just these, so the priority stands here as it stands there.
const TURN: &str = "CASE WHEN j.priority < 10 THEN 0 \
         WHEN j.organisation_id IS NULL THEN COALESCE((SELECT n.claimed_at FROM jobs n \
             WHERE n.organisation_id IS NULL AND n.priority >= 10 AND n.claimed_at IS NOT NULL ORDER BY n.claimed_at DESC LIMIT 1), 0) \
         ELSE COALESCE((SELECT o.claimed_at FROM jobs o \
             WHERE o.organisation_id = j.organisation_id AND o.priority >= 10 AND o.claimed_at IS NOT NULL \
             ORDER BY o.claimed_at DESC LIMIT 1), 0) END,";
const _: () = assert!(LONG == 10, "TURN and the index jobs_by_long_turn say 10");

/// What a worker learns of the job it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    Yes,
    /// Somebody wants it stopped.
    Cancelled,
    /// The lease ran out and another worker has it, or it ended.
    Lost,
}

/// Prolongs the lease of a running job and notes how far it is; `progress` is JSON, `None` leaves what was noted before.
pub async fn renew(db: &Db, job: &JobRow, lease_end: Timestamp, progress: Option<&str>) -> Result<Held> {
    #[derive(FromQueryResult)]
    struct Row {
        cancelled: bool,
    }
    let row: Option<Row> = db
        .one(
            "UPDATE jobs SET leased_until = $3, progress = COALESCE($4, progress) \
             WHERE id = $1 AND attempts = $2 AND state = 'running' RETURNING cancelled",
            [job.id.into(), job.attempts.into(), lease_end.0.into(), progress.into()],
        )
        .await?;
    Ok(row.map_or(Held::Lost, |row| if row.cancelled { Held::Cancelled } else { Held::Yes }))
}

/// How a job ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finished {
    Done,
    /// It was asked for with another payload while it ran: it waits, to be run with that.
    Again,
    /// Another worker holds it, or it ended before: what this one did must not count.
    Lost,
}

/// Ends a job as the worker that claimed it.
pub async fn finish_as(write: &Write, job: &JobRow) -> Result<Finished> {
    #[derive(FromQueryResult)]
    struct Row {
        state: String,
    }
    let row: Option<Row> = write
        .one(
            "UPDATE jobs SET state = CASE WHEN payload = $3 THEN 'done' ELSE 'waiting' END, \
                 attempts = CASE WHEN payload = $3 THEN attempts ELSE 0 END, \
                 leased_until = NULL, reason = NULL, progress = NULL, finished_at = $4, run_after = $4 \
             WHERE id = $1 AND attempts = $2 AND state = 'running' RETURNING state",
            [job.id.into(), job.attempts.into(), job.payload.as_str().into(), write.now().0.into()],
        )
        .await?;
    Ok(row.map_or(Finished::Lost, |row| if row.state == DONE { Finished::Done } else { Finished::Again }))
}

pub async fn finish(write: &Write, id: i64) -> Result<()> {
    let sql =
        "UPDATE jobs SET state = 'done', leased_until = NULL, reason = NULL, progress = NULL, finished_at = $2 WHERE id = $1";
    write.run(sql, [id.into(), write.now().0.into()]).await?;
    Ok(())
}

pub async fn retry(write: &Write, id: i64, at: Timestamp, reason: &str) -> Result<()> {
    let sql =
        "UPDATE jobs SET state = 'waiting', leased_until = NULL, progress = NULL, run_after = $2, reason = $3 WHERE id = $1";
    write.run(sql, [id.into(), at.0.into(), reason.into()]).await?;
    Ok(())
}

/// Has a job that waits for its next attempt run at once, as if it had not failed before.
pub async fn hasten(write: &Write, key: &str) -> Result<()> {
    let sql = "UPDATE jobs SET run_after = $2, attempts = 0 WHERE key = $1 AND state = 'waiting'";
    write.run(sql, [key.into(), write.now().0.into()]).await?;
    Ok(())
}

/// Has a job that waits for its next attempt run at once; the attempts that failed count still.
pub async fn bring_forward(write: &Write, key: &str) -> Result<()> {
    let sql = "UPDATE jobs SET run_after = $2 WHERE key = $1 AND state = 'waiting'";
    write.run(sql, [key.into(), write.now().0.into()]).await?;
    Ok(())
}

/// Puts a running job back, as if it had not been claimed: its worker was asked to stop.
pub async fn put_back(write: &Write, job: &JobRow) -> Result<()> {
    write
        .run(
            "UPDATE jobs SET state = 'waiting', attempts = attempts - 1, leased_until = NULL, progress = NULL \
             WHERE id = $1 AND attempts = $2 AND state = 'running'",
            [job.id.into(), job.attempts.into()],
        )
        .await?;
    Ok(())
}

/// Puts a running job back until `at`, as if it had not been claimed: something is away that every job needs, and will return.
pub async fn wait(write: &Write, job: &JobRow, at: Timestamp, reason: &str) -> Result<()> {
    write
        .run(
            "UPDATE jobs SET state = 'waiting', attempts = attempts - 1, leased_until = NULL, progress = NULL, \
                 run_after = $3, reason = $4 \
             WHERE id = $1 AND attempts = $2 AND state = 'running'",
            [job.id.into(), job.attempts.into(), at.0.into(), reason.into()],
        )
        .await?;
    Ok(())
}

pub async fn give_up(write: &Write, id: i64, reason: &str) -> Result<()> {
    let sql =
        "UPDATE jobs SET state = 'given-up', leased_until = NULL, progress = NULL, reason = $3, finished_at = $2 WHERE id = $1";
    write.run(sql, [id.into(), write.now().0.into(), reason.into()]).await?;
    Ok(())
}

/// Asks the worker of a running job to stop; the state in which the job was found.
pub async fn cancel(write: &Write, id: i64) -> Result<Option<String>> {
    #[derive(FromQueryResult)]
    struct Row {
        state: String,
    }
    let row: Option<Row> = write
        .one("UPDATE jobs SET cancelled = TRUE WHERE id = $1 AND state IN ('waiting', 'running') RETURNING state", [id.into()])
        .await?;
    Ok(row.map(|row| row.state))
}

pub async fn by_key(write: &Write, key: &str) -> Result<Option<JobRow>> {
    Ok(job::Entity::find().filter(job::Column::Key.eq(key)).one(write.tx()).await?)
}

/// The jobs with these keys, as they are now.
pub async fn with_keys(db: &Db, keys: &[String]) -> Result<Vec<JobRow>> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT * FROM jobs WHERE key IN ({})", places(1, keys.len()));
    db.all(&sql, keys.iter().map(|key| key.as_str().into())).await
}

/// How many jobs go before each long one that waits, by its id, as things stand now: those that run, and those whose turn
/// comes first.
pub async fn ahead(db: &Db) -> Result<HashMap<i64, usize>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        organisation_id: Option<i64>,
        state: String,
        run_after: i64,
    }
    let open: Vec<Row> = db
        .all(
            "SELECT id, organisation_id, state, run_after FROM jobs \
             WHERE state IN ('waiting', 'running') AND priority >= $1 ORDER BY priority, run_after, id",
            [LONG.into()],
        )
        .await?;
    let running = open.iter().filter(|row| row.state == RUNNING).count();
    let mut of_organisation: HashMap<Option<i64>, usize> = HashMap::new();
    let mut waiting = Vec::new();
    for row in open.iter().filter(|row| row.state == WAITING) {
        let round = of_organisation.entry(row.organisation_id).or_default();
        waiting.push((*round, row.run_after, row.id));
        *round += 1;
    }
    waiting.sort_unstable();
    Ok(waiting.into_iter().enumerate().map(|(before, (_, _, id))| (id, running + before)).collect())
}

/// How many jobs wait or run.
pub async fn open(db: &Db) -> Result<u64> {
    Ok(job::Entity::find().filter(job::Column::State.is_in([WAITING, RUNNING])).count(&db.connection).await?)
}

/// The jobs of one kind in one state.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Tally {
    pub kind: String,
    pub state: String,
    pub jobs: i64,
    /// When the first of them was due.
    pub due: i64,
}

/// What waits, runs or was given up; jobs that are done are not counted.
pub async fn tallies(db: &Db) -> Result<Vec<Tally>> {
    let sql = "SELECT kind, state, COUNT(*) AS jobs, MIN(run_after) AS due FROM jobs \
               WHERE state IN ('waiting', 'running', 'given-up') GROUP BY kind, state ORDER BY kind, state";
    db.all(sql, []).await
}

/// How many jobs of a lane wait or run.
pub async fn open_in(db: &Db, lane: Lane) -> Result<u64> {
    let sql = format!("SELECT COUNT(*) FROM jobs j WHERE j.state IN ('waiting', 'running') AND {}", lane.condition());
    Ok(db.number(&sql, []).await? as u64)
}

/// Jobs that were given up and whose failure still shows, newest first: a file that no work shows any more is no matter.
pub async fn given_up(db: &Db) -> Result<Vec<JobRow>> {
    db.all(
        "SELECT j.* FROM jobs j WHERE j.state = 'given-up' AND NOT ((j.key LIKE 'picture:%' OR j.key LIKE 'video:%' OR j.key LIKE 'long-image:%' OR j.key LIKE 'h5:%') AND NOT EXISTS ( \
             SELECT 1 FROM assets a CROSS JOIN work_assets w \
             WHERE w.asset_id = a.id AND a.state = 'failed' AND j.key = a.kind || ':' || a.id)) AND j.key NOT LIKE 'frame:%' \
         ORDER BY j.id DESC",
        [],
    )
    .await
}
