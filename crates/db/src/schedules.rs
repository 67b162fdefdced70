//! When an approved submission goes out.

use crate::{Db, Write, sql::places};
use anyhow::Result;
use sea_orm::FromQueryResult;

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Schedule {
    pub work_id: i64,
    pub submission_id: i64,
    /// Milliseconds since 1970.
    pub at: i64,
    pub embargo: bool,
    pub account_id: i64,
    pub problem: Option<String>,
}

const COLUMNS: &str = "work_id, submission_id, at, embargo, account_id, problem";

/// Sets the time, or another one in its place; whatever was wrong with the old one is no longer.
pub async fn put(write: &Write, work_id: i64, submission_id: i64, at: i64, embargo: bool, account_id: i64) -> Result<()> {
    let sql = format!(
        "INSERT INTO schedules (work_id, submission_id, at, embargo, account_id, set_at) VALUES ({}) \
         ON CONFLICT (work_id) DO UPDATE SET submission_id = excluded.submission_id, at = excluded.at, \
         embargo = excluded.embargo, account_id = excluded.account_id, set_at = excluded.set_at, problem = NULL",
        places(1, 6)
    );
    let now = write.now().0;
    write.run(&sql, [work_id.into(), submission_id.into(), at.into(), embargo.into(), account_id.into(), now.into()]).await?;
    Ok(())
}

/// True where there was one.
pub async fn remove(write: &Write, work_id: i64) -> Result<bool> {
    Ok(write.run("DELETE FROM schedules WHERE work_id = $1", [work_id.into()]).await? > 0)
}

pub async fn set_problem(write: &Write, work_id: i64, problem: &str) -> Result<()> {
    write.run("UPDATE schedules SET problem = $2 WHERE work_id = $1", [work_id.into(), problem.into()]).await?;
    Ok(())
}

pub async fn find(write: &Write, work_id: i64) -> Result<Option<Schedule>> {
    write.one(&format!("SELECT {COLUMNS} FROM schedules WHERE work_id = $1"), [work_id.into()]).await
}

pub async fn of_work(db: &Db, work_id: i64) -> Result<Option<Schedule>> {
    db.one(&format!("SELECT {COLUMNS} FROM schedules WHERE work_id = $1"), [work_id.into()]).await
}

/// Works whose time has come and that nothing was found against, the earliest first.
pub async fn due(db: &Db, now: i64, limit: u64) -> Result<Vec<i64>> {
    #[derive(FromQueryResult)]
    struct Row {
        work_id: i64,
    }
    let sql = "SELECT work_id FROM schedules WHERE at <= $1 AND problem IS NULL ORDER BY at, work_id LIMIT $2";
    let rows: Vec<Row> = db.all(sql, [now.into(), (limit as i64).into()]).await?;
    Ok(rows.into_iter().map(|row| row.work_id).collect())
}
