//! Links by which somebody without an account sees a text before it is public.

use crate::{Db, Write};
use anyhow::Result;
use sea_orm::FromQueryResult;

#[derive(Clone, Debug, FromQueryResult)]
pub struct PreviewLink {
    pub id: i64,
    pub work_id: i64,
    pub note: String,
    pub by_name: String,
    pub created_at: i64,
    pub expires_at: i64,
    pub revoked_at: Option<i64>,
    /// How often its page was asked for, and when last.
    pub opened: i64,
    pub opened_at: Option<i64>,
}

/// `digest` is the SHA-256 of the token.
pub async fn add(write: &Write, work_id: i64, digest: &str, note: &str, account_id: i64, expires_at: i64) -> Result<()> {
    let sql = "INSERT INTO preview_links (work_id, digest, note, account_id, created_at, expires_at, opened) \
               VALUES ($1, $2, $3, $4, $5, $6, 0)";
    let now = write.now().0;
    write.run(sql, [work_id.into(), digest.into(), note.into(), account_id.into(), now.into(), expires_at.into()]).await?;
    Ok(())
}

/// True where it was there and not revoked before.
pub async fn revoke(write: &Write, work_id: i64, id: i64) -> Result<bool> {
    let sql = "UPDATE preview_links SET revoked_at = $3 WHERE id = $1 AND work_id = $2 AND revoked_at IS NULL";
    Ok(write.run(sql, [id.into(), work_id.into(), write.now().0.into()]).await? > 0)
}

const LINKS: &str = "SELECT l.id, l.work_id, l.note, COALESCE(p.name, a.display_name) AS by_name, l.created_at, l.expires_at, \
     l.revoked_at, l.opened, l.opened_at FROM preview_links l JOIN accounts a ON a.id = l.account_id \
     LEFT JOIN people p ON p.id = a.person_id";

/// The newest first.
pub async fn of_work(db: &Db, work_id: i64) -> Result<Vec<PreviewLink>> {
    db.all(&format!("{LINKS} WHERE l.work_id = $1 ORDER BY l.id DESC"), [work_id.into()]).await
}

/// The link of a token, while it is good: not of a deleted draft, nor of a correction that is over.
pub async fn good(db: &Db, digest: &str, now: i64) -> Result<Option<PreviewLink>> {
    let sql = format!(
        "{LINKS} WHERE l.digest = $1 AND l.expires_at > $2 AND l.revoked_at IS NULL \
         AND EXISTS (SELECT 1 FROM works w WHERE w.id = l.work_id AND w.closed_at IS NULL)"
    );
    db.one(&sql, [digest.into(), now.into()]).await
}

pub async fn note_opened(write: &Write, id: i64) -> Result<()> {
    write
        .run("UPDATE preview_links SET opened = opened + 1, opened_at = $2 WHERE id = $1", [id.into(), write.now().0.into()])
        .await?;
    Ok(())
}
