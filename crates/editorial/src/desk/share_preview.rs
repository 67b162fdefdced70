//! Links by which somebody without an account sees the newest text of a work, for a while.

use crate::{Error, Result};
use db::{Db, audit::Entry, preview_links};
use domain::{AuditAct, Timestamp};
use sha2::{Digest as _, Sha256};

pub struct SharePreview<'a> {
    pub account: i64,
    pub work: i64,
    /// Never given before, and guessed by nobody.
    pub token: &'a str,
    /// For whom it is.
    pub note: &'a str,
    pub expires: Timestamp,
}

/// What is kept of a token.
pub fn preview_digest(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

pub async fn share_preview(db: &Db, now: Timestamp, share: SharePreview<'_>) -> Result<()> {
    let mut write = db.write(now).await?;
    let digest = preview_digest(share.token);
    preview_links::add(&write, share.work, &digest, share.note, share.account, share.expires.0).await?;
    let told = Entry::work(AuditAct::PreviewShared, share.work);
    write.audit(told.with("for", share.note).with("expires", share.expires.rfc3339()));
    write.commit().await?;
    Ok(())
}

/// # Errors
/// Where the work has no such link, or it was revoked before.
pub async fn revoke_preview(db: &Db, now: Timestamp, work: i64, link: i64) -> Result<()> {
    let mut write = db.write(now).await?;
    if !preview_links::revoke(&write, work, link).await? {
        return Err(Error::refused("没有这个预览链接，或者已经撤销了。"));
    }
    write.audit(Entry::work(AuditAct::PreviewRevoked, work).with("link", link));
    write.commit().await?;
    Ok(())
}

/// Its page was asked for.
pub async fn note_preview(db: &Db, now: Timestamp, link: i64) -> Result<()> {
    let write = db.write(now).await?;
    preview_links::note_opened(&write, link).await?;
    write.commit().await?;
    Ok(())
}
