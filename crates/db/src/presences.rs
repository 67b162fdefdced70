//! Who has a work open now. Rows live as long as their page renews them.

use crate::{Db, Write};
use anyhow::Result;
use domain::Timestamp;
use sea_orm::FromQueryResult;

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Presence {
    pub page: String,
    pub account_id: i64,
    pub by_name: String,
    pub edits: bool,
    pub since: i64,
    pub seen_at: i64,
}

/// The page of this account is open.
pub async fn renew(write: &Write, work_id: i64, page: &str, account_id: i64, edits: bool) -> Result<()> {
    let sql = "INSERT INTO presences (work_id, page, account_id, edits, since, seen_at) VALUES ($1, $2, $3, $4, $5, $5) \
               ON CONFLICT (work_id, page) DO UPDATE SET edits = excluded.edits, seen_at = excluded.seen_at \
               WHERE presences.account_id = excluded.account_id";
    write.run(sql, [work_id.into(), page.into(), account_id.into(), edits.into(), write.now().0.into()]).await?;
    Ok(())
}

/// Its own pages alone.
pub async fn end(write: &Write, work_id: i64, page: &str, account_id: i64) -> Result<()> {
    let sql = "DELETE FROM presences WHERE work_id = $1 AND page = $2 AND account_id = $3";
    write.run(sql, [work_id.into(), page.into(), account_id.into()]).await?;
    Ok(())
}

/// Those of which nothing was heard for long.
pub async fn sweep(write: &Write, before: Timestamp) -> Result<()> {
    write.run("DELETE FROM presences WHERE seen_at < $1", [before.0.into()]).await?;
    Ok(())
}

/// Those that were heard of since, who came first before the others.
pub async fn of_work(db: &Db, work_id: i64, heard_since: Timestamp) -> Result<Vec<Presence>> {
    db.all(
        "SELECT r.page, r.account_id, COALESCE(p.name, a.display_name) AS by_name, r.edits, r.since, r.seen_at FROM presences r \
         JOIN accounts a ON a.id = r.account_id LEFT JOIN people p ON p.id = a.person_id \
         WHERE r.work_id = $1 AND r.seen_at >= $2 ORDER BY r.since, r.page LIMIT 50",
        [work_id.into(), heard_since.0.into()],
    )
    .await
}
