//! Addresses on the web that texts link to, and what came of looking at them: each is looked at once, however many texts name it.

use crate::{Db, Write, sql::places};
use anyhow::Result;
use domain::Timestamp;
use sea_orm::FromQueryResult;

/// How an address was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// Nobody looked yet.
    Waiting,
    Alive,
    /// It answers, but not to us: it asks who we are, or wants no programs.
    Closed,
    /// It says that there is nothing.
    Dead,
    /// It gives no answer.
    Silent,
}

impl LinkState {
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Alive => "alive",
            Self::Closed => "closed",
            Self::Dead => "dead",
            Self::Silent => "silent",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct LinkCheck {
    pub id: i64,
    pub address: String,
    pub state: String,
    /// Of HTTP, where there was an answer.
    pub status: Option<i32>,
    /// Why there was none.
    pub reason: Option<String>,
    /// How often in a row there was none.
    pub failures: i32,
    pub since: Option<i64>,
    pub checked_at: Option<i64>,
    pub next_at: i64,
}

/// What came of one look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Looked<'a> {
    pub state: LinkState,
    pub status: Option<u16>,
    pub reason: Option<&'a str>,
    pub next_at: Timestamp,
}

const COLUMNS: &str = "id, address, state, status, reason, failures, since, checked_at, next_at";
/// How long a text that names an address need not be noted again.
const NOTED: i64 = 24 * 3600 * 1000;

/// Texts name these addresses; those that are new are looked at from `first` on.
pub async fn note(write: &Write, addresses: &[String], first: Timestamp) -> Result<()> {
    let now = write.now().0;
    // In one order, so that two acts never wait for each other.
    let mut addresses: Vec<&String> = addresses.iter().collect();
    addresses.sort_unstable();
    addresses.dedup();
    for address in addresses {
        let sql = "INSERT INTO link_checks (address, state, failures, next_at, named_at) VALUES ($1, 'waiting', 0, $2, $3) \
                   ON CONFLICT (address) DO UPDATE SET named_at = excluded.named_at WHERE link_checks.named_at < $4";
        write.run(sql, [address.as_str().into(), first.0.into(), now.into(), (now - NOTED).into()]).await?;
    }
    Ok(())
}

/// Of these addresses, those that are known.
pub async fn of(db: &Db, addresses: &[String]) -> Result<Vec<LinkCheck>> {
    let mut found = Vec::new();
    for some in addresses.chunks(500) {
        let sql = format!("SELECT {COLUMNS} FROM link_checks WHERE address IN ({})", places(1, some.len()));
        found.extend(db.all::<LinkCheck>(&sql, some.iter().map(|address| address.as_str().into())).await?);
    }
    Ok(found)
}

/// Those that are due, the longest first, taken until `lease`: another worker takes others.
pub async fn claim(write: &Write, most: u64, lease: Timestamp) -> Result<Vec<LinkCheck>> {
    let sql = format!("SELECT {COLUMNS} FROM link_checks WHERE next_at <= $1 ORDER BY next_at, id LIMIT {most}");
    let mut due: Vec<LinkCheck> = write.all(&sql, [write.now().0.into()]).await?;
    // In the order in which an editor's save takes them, or each might wait for the other.
    due.sort_unstable_by(|a, b| a.address.cmp(&b.address));
    let mut taken = Vec::new();
    for one in due {
        let sql = "UPDATE link_checks SET next_at = $2 WHERE id = $1 AND next_at = $3";
        if write.run(sql, [one.id.into(), lease.0.into(), one.next_at.into()]).await? > 0 {
            taken.push(one);
        }
    }
    Ok(taken)
}

/// Whether one is due; what is not needs no transaction.
pub async fn is_due(db: &Db, now: Timestamp) -> Result<bool> {
    Ok(db.number("SELECT COUNT(*) FROM (SELECT 1 FROM link_checks WHERE next_at <= $1 LIMIT 1) d", [now.0.into()]).await? > 0)
}

pub async fn put(write: &Write, before: &LinkCheck, looked: Looked<'_>) -> Result<()> {
    let now = write.now().0;
    let state = looked.state.code();
    let failures = if looked.state == LinkState::Silent { before.failures + 1 } else { 0 };
    let since = if before.state == state { before.since.unwrap_or(now) } else { now };
    let sql = "UPDATE link_checks SET state = $2, status = $3, reason = $4, failures = $5, since = $6, checked_at = $7, next_at = $8 \
               WHERE id = $1";
    let values = [
        before.id.into(),
        state.into(),
        looked.status.map(i32::from).into(),
        looked.reason.into(),
        failures.into(),
        since.into(),
        now.into(),
        looked.next_at.0.into(),
    ];
    write.run(sql, values).await?;
    Ok(())
}

/// Not looked at now: it waits until `next`, and stays what it was.
pub async fn put_off(write: &Write, id: i64, next: Timestamp) -> Result<()> {
    write.run("UPDATE link_checks SET next_at = $2 WHERE id = $1", [id.into(), next.0.into()]).await?;
    Ok(())
}

/// No text named them for so long.
pub async fn forget(write: &Write, before: Timestamp) -> Result<u64> {
    write.run("DELETE FROM link_checks WHERE named_at < $1", [before.0.into()]).await
}

#[derive(FromQueryResult)]
struct Body {
    id: i64,
    content: String,
    body: String,
}

/// Published works behind `after`, by id, with what the public reads of each.
pub async fn published_after(db: &Db, after: i64, most: u64) -> Result<Vec<(i64, String, String)>> {
    let sql = format!(
        "SELECT w.id, r.content, r.body FROM works w JOIN work_revisions r ON r.id = w.published_revision \
         WHERE w.id > $1 AND w.state = 'published' ORDER BY w.id LIMIT {most}"
    );
    let rows: Vec<Body> = db.all(&sql, [after.into()]).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.content, row.body)).collect())
}
