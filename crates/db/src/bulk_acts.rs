//! One act upon many works, and what became of each: a worker goes on where another one stopped.

use crate::{Db, Write};
use anyhow::{Context, Result};
use domain::{BulkAct, Timestamp};
use sea_orm::FromQueryResult;

/// Codes of `bulk_items.state`.
pub const WAITING: &str = "waiting";
pub const DONE: &str = "done";
pub const REFUSED: &str = "refused";

#[derive(Clone, Debug, FromQueryResult)]
pub struct BulkRow {
    pub id: i64,
    pub account_id: i64,
    /// The name by which the account signs in.
    pub account: String,
    /// The code of a [`BulkAct`].
    pub act: String,
    /// What the act needs besides, as JSON.
    pub details: String,
    pub created_at: i64,
    pub finished_at: Option<i64>,
    /// Somebody asked it to stop.
    pub stopped: bool,
    pub works: i64,
    pub done: i64,
    pub refused: i64,
}

impl BulkRow {
    pub fn act(&self) -> Result<BulkAct> {
        Ok(self.act.parse()?)
    }
}

const BULK: &str = "SELECT b.id, b.account_id, a.name AS account, b.act, b.details, b.created_at, b.finished_at, b.stopped, \
     (SELECT COUNT(*) FROM bulk_items i WHERE i.bulk_id = b.id) AS works, \
     (SELECT COUNT(*) FROM bulk_items i WHERE i.bulk_id = b.id AND i.state = 'done') AS done, \
     (SELECT COUNT(*) FROM bulk_items i WHERE i.bulk_id = b.id AND i.state = 'refused') AS refused \
     FROM bulk_acts b JOIN accounts a ON a.id = b.account_id";

/// Works that one statement puts in.
const AT_ONCE: usize = 500;

/// Its id. The works are done in this order.
pub async fn add(write: &Write, account_id: i64, act: BulkAct, details: &str, works: &[i64]) -> Result<i64> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
    }
    let sql = "INSERT INTO bulk_acts (account_id, act, details, created_at, stopped, leased_until) \
               VALUES ($1, $2, $3, $4, $5, 0) RETURNING id";
    let values = [account_id.into(), act.code().into(), details.into(), write.now().0.into(), false.into()];
    let Id { id } = write.one(sql, values).await?.context("a bulk act got no id")?;
    for (chunk, begin) in works.chunks(AT_ONCE).zip((0..).step_by(AT_ONCE)) {
        let rows: Vec<String> =
            chunk.iter().zip(begin..).map(|(work, position)| format!("({id}, {work}, {position}, '{WAITING}')")).collect();
        let sql = format!("INSERT INTO bulk_items (bulk_id, work_id, position, state) VALUES {}", rows.join(", "));
        write.run(&sql, []).await?;
    }
    Ok(id)
}

pub async fn one(db: &Db, id: i64) -> Result<Option<BulkRow>> {
    db.one(&format!("{BULK} WHERE b.id = $1"), [id.into()]).await
}

/// Of one account, the newest first.
pub async fn of_account(db: &Db, account_id: i64, limit: u64) -> Result<Vec<BulkRow>> {
    db.all(&format!("{BULK} WHERE b.account_id = $1 ORDER BY b.id DESC LIMIT {limit}"), [account_id.into()]).await
}

/// Of one account, as this act sees them.
pub async fn unfinished(write: &Write, account_id: i64) -> Result<i64> {
    write.number("SELECT COUNT(*) FROM bulk_acts WHERE account_id = $1 AND finished_at IS NULL", [account_id.into()]).await
}

/// The next one that nobody works on, withdrawals first, until `lease_end`; one whose worker died is free again when that is over.
pub async fn claim(db: &Db, now: Timestamp, lease_end: Timestamp) -> Result<Option<BulkRow>> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
    }
    // Asked twice a second, and nearly always in vain: a look keeps no writer waiting.
    let free = "SELECT COUNT(*) FROM bulk_acts WHERE finished_at IS NULL AND leased_until < $1";
    if db.number(free, [now.0.into()]).await? == 0 {
        return Ok(None);
    }
    let first = BulkAct::Withdraw.code();
    let sql = format!(
        "UPDATE bulk_acts SET leased_until = $2 WHERE id = (SELECT b.id FROM bulk_acts b \
             WHERE b.finished_at IS NULL AND b.leased_until < $1 \
             ORDER BY CASE WHEN b.act = '{first}' THEN 0 ELSE 1 END, b.id LIMIT 1) AND leased_until < $1 RETURNING id"
    );
    let claimed: Option<Id> = db.one(&sql, [now.0.into(), lease_end.0.into()]).await?;
    match claimed {
        Some(Id { id }) => one(db, id).await,
        None => Ok(None),
    }
}

/// Keeps it until `lease_end`; 0: gives it to whoever asks next.
pub async fn lease(write: &Write, id: i64, lease_end: i64) -> Result<()> {
    write.run("UPDATE bulk_acts SET leased_until = $2 WHERE id = $1", [id.into(), lease_end.into()]).await?;
    Ok(())
}

/// What is still to do, in order.
pub async fn waiting(db: &Db, id: i64, limit: u64) -> Result<Vec<i64>> {
    #[derive(FromQueryResult)]
    struct Work {
        work_id: i64,
    }
    let sql =
        format!("SELECT work_id FROM bulk_items WHERE bulk_id = $1 AND state = '{WAITING}' ORDER BY position LIMIT {limit}");
    let rows: Vec<Work> = db.all(&sql, [id.into()]).await?;
    Ok(rows.into_iter().map(|row| row.work_id).collect())
}

/// Writes down what became of one work, in the act's own transaction. False where that stands there already, or everything was
/// stopped: then the act is to be dropped.
pub async fn settle(write: &Write, id: i64, work_id: i64, state: &str, words: &str) -> Result<bool> {
    let sql = "UPDATE bulk_items SET state = $3, words = $4, at = $5 WHERE bulk_id = $1 AND work_id = $2 AND state = 'waiting'";
    Ok(write.run(sql, [id.into(), work_id.into(), state.into(), words.into(), write.now().0.into()]).await? > 0)
}

/// What is not done yet is not done any more.
pub async fn stop(write: &Write, id: i64, words: &str) -> Result<()> {
    write.run("UPDATE bulk_acts SET stopped = $2 WHERE id = $1", [id.into(), true.into()]).await?;
    let sql = "UPDATE bulk_items SET state = 'refused', words = $2, at = $3 WHERE bulk_id = $1 AND state = 'waiting'";
    write.run(sql, [id.into(), words.into(), write.now().0.into()]).await?;
    Ok(())
}

/// True where nothing waits any more and nobody said so before.
pub async fn finish(write: &Write, id: i64) -> Result<bool> {
    let sql = "UPDATE bulk_acts SET finished_at = $2 WHERE id = $1 AND finished_at IS NULL \
               AND NOT EXISTS (SELECT 1 FROM bulk_items i WHERE i.bulk_id = $1 AND i.state = 'waiting')";
    Ok(write.run(sql, [id.into(), write.now().0.into()]).await? > 0)
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct Item {
    pub work_id: i64,
    pub title: String,
    pub slug: String,
    pub position: i64,
    pub state: String,
    pub words: Option<String>,
    pub at: Option<i64>,
}

/// From the position after `after`; `state` empty: all.
pub async fn items(db: &Db, id: i64, state: &str, after: i64, limit: u64) -> Result<Vec<Item>> {
    let sql = format!(
        "SELECT i.work_id, COALESCE(c.title, w.title) AS title, w.slug, CAST(i.position AS BIGINT) AS position, i.state, i.words, i.at \
         FROM bulk_items i JOIN works w ON w.id = i.work_id LEFT JOIN working_copies c ON c.work_id = w.id \
         WHERE i.bulk_id = $1 AND i.position > $2 AND ($3 = '' OR i.state = $3) ORDER BY i.position LIMIT {limit}"
    );
    db.all(&sql, [id.into(), after.into(), state.into()]).await
}
