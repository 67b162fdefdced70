//! Findings in a text that somebody lets stand, by fingerprint.

use crate::{Db, Write};
use anyhow::Result;
use sea_orm::FromQueryResult;

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Ignored {
    pub fingerprint: String,
    pub by_name: String,
    pub at: i64,
}

pub async fn of_work(db: &Db, work_id: i64) -> Result<Vec<Ignored>> {
    db.all(
        "SELECT i.fingerprint, COALESCE(p.name, a.display_name) AS by_name, i.at FROM ignored_findings i \
         JOIN accounts a ON a.id = i.account_id LEFT JOIN people p ON p.id = a.person_id WHERE i.work_id = $1",
        [work_id.into()],
    )
    .await
}

/// The first who did stays on record.
pub async fn ignore(write: &Write, work_id: i64, fingerprint: &str, account_id: i64) -> Result<()> {
    let sql =
        "INSERT INTO ignored_findings (work_id, fingerprint, account_id, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    write.run(sql, [work_id.into(), fingerprint.into(), account_id.into(), write.now().0.into()]).await?;
    Ok(())
}

pub async fn heed(write: &Write, work_id: i64, fingerprint: &str) -> Result<()> {
    let sql = "DELETE FROM ignored_findings WHERE work_id = $1 AND fingerprint = $2";
    write.run(sql, [work_id.into(), fingerprint.into()]).await?;
    Ok(())
}

/// How many of a work are let stand.
pub async fn count(write: &Write, work_id: i64) -> Result<i64> {
    write.number("SELECT COUNT(*) FROM ignored_findings WHERE work_id = $1", [work_id.into()]).await
}
