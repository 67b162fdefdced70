//! Revisions that went out before their reviews: 紧急发布. A work is flagged while the one that is public is among them.

use crate::{Db, Write};
use anyhow::Result;
use sea_orm::FromQueryResult;

#[derive(Clone, Debug, FromQueryResult)]
pub struct Forced {
    pub revision_id: i64,
    pub submission_id: i64,
    pub by_name: String,
    pub reason: String,
    pub at: i64,
}

/// `revision_id` is what the public reads from now on; its submission stays open for the reviews.
pub async fn add(write: &Write, revision_id: i64, work_id: i64, submission_id: i64, account_id: i64, reason: &str) -> Result<()> {
    let sql = "INSERT INTO forced_publications (revision_id, work_id, submission_id, account_id, reason, at) \
               VALUES ($1, $2, $3, $4, $5, $6)";
    let values =
        [revision_id.into(), work_id.into(), submission_id.into(), account_id.into(), reason.into(), write.now().0.into()];
    write.run(sql, values).await?;
    // What is public is what this submission says: nothing was published past it.
    write.run("UPDATE submissions SET based_on = $2 WHERE id = $1", [submission_id.into(), revision_id.into()]).await?;
    Ok(())
}

/// Whether this submission went out before its reviews.
pub async fn is_forced(write: &Write, submission_id: i64) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM forced_publications WHERE submission_id = $1";
    Ok(write.number(sql, [submission_id.into()]).await? > 0)
}

/// Oldest first.
pub async fn of_work(db: &Db, work_id: i64) -> Result<Vec<Forced>> {
    db.all(
        "SELECT f.revision_id, f.submission_id, COALESCE(p.name, a.display_name) AS by_name, f.reason, f.at \
         FROM forced_publications f JOIN accounts a ON a.id = f.account_id LEFT JOIN people p ON p.id = a.person_id \
         WHERE f.work_id = $1 ORDER BY f.at, f.revision_id",
        [work_id.into()],
    )
    .await
}

/// Whether what the public reads as this revision went out before its reviews, which are not done yet.
pub async fn is_owed(write: &Write, revision_id: i64) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM forced_publications WHERE revision_id = $1";
    Ok(write.number(sql, [revision_id.into()]).await? > 0)
}
