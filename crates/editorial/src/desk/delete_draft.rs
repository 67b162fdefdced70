//! A draft that the public never saw is taken off every desk, and for some days it can be put back.
//!
//! Nothing of it is destroyed: what was written and who reviewed it stays on record. Its address is free at once.

use super::newest::of;
use crate::{Error, Result};
use db::{
    Db, Write, audit::Entry, awaited_originals, draft_clauses, revisions, submissions, working_copies, works, works::WorkRow,
};
use domain::{AuditAct, Slug, Timestamp, WorkContent, WorkState};

/// Days for which a deleted draft can be put back.
pub const KEPT_DAYS: i64 = 30;

/// `version` is the one that was seen last.
///
/// # Errors
/// Where it was ever published, is under review, or somebody saved in between.
pub async fn delete_draft(db: &Db, now: Timestamp, work: i64, version: i32) -> Result<()> {
    let mut write = db.write(now).await?;
    let mut row = works::by_id(&write, work).await?.ok_or_else(|| Error::refused("作品已经不在了。"))?;
    if row.published_at.is_some() || row.published_revision.is_some() || row.state()? != WorkState::Draft {
        return Err(Error::refused("发布过的作品不能删除。不想再让读者看到，请用撤回。"));
    }
    if row.corrects.is_some() || row.closed_at.is_some() {
        return Err(Error::refused("只有没有发布过的草稿可以删除；小更正请用“放弃这次小更正”。"));
    }
    if let Some(open) = submissions::latest(&write, work).await?
        && matches!(open.state.as_str(), submissions::SUBMITTED | submissions::APPROVED)
    {
        return Err(Error::refused("作品正在审核或等待发布，不能删除。请先撤销提交。"));
    }
    let copy = working_copies::find(&write, work).await?;
    let newest = of(copy, revisions::latest_in(&write, work).await?, None)?;
    if newest.is_some_and(|newest| newest.version != version) {
        return Err(Error::refused("刚刚又有新的修改保存，请看过之后再删除。"));
    }
    row.closed_at = Some(now.0);
    row.slug = format!("deleted-{work}");
    works::save(&write, row).await?;
    draft_clauses::clear(&write, work).await?;
    awaited_originals::remove(&write, work).await?;
    write.audit(Entry::work(AuditAct::DraftDeleted, work));
    write.commit().await?;
    Ok(())
}

/// Puts a deleted draft back on the desks. Where its address was taken meanwhile, it gets another.
///
/// # Errors
/// Where it is not deleted, or its days are over.
pub async fn restore_draft(db: &Db, now: Timestamp, work: i64) -> Result<()> {
    let mut write = db.write(now).await?;
    let mut row = works::by_id(&write, work).await?.ok_or_else(|| Error::refused("作品已经不在了。"))?;
    let deleted = row.closed_at.filter(|_| row.corrects.is_none());
    let deleted = deleted.ok_or_else(|| Error::refused("这件作品没有被删除，不需要恢复。"))?;
    if deleted < kept_since(now) {
        return Err(Error::refused(format!("删除已超过 {KEPT_DAYS} 天，不能再恢复。")));
    }
    let content = put_back(&write, &mut row).await?;
    row.closed_at = None;
    works::save(&write, row).await?;
    if let Some(content) = content {
        draft_clauses::set(&write, work, &content).await?;
    }
    write.audit(Entry::work(AuditAct::DraftRestored, work));
    write.commit().await?;
    Ok(())
}

/// What was deleted before this time cannot be put back any more.
pub fn kept_since(now: Timestamp) -> i64 {
    now.0 - KEPT_DAYS * 24 * 3600 * 1000
}

/// The address that its copy names, where it is free still; otherwise the copy names the one that it has.
async fn put_back(write: &Write, row: &mut WorkRow) -> Result<Option<WorkContent>> {
    let Some(mut copy) = working_copies::find(write, row.id).await? else { return Ok(None) };
    let mut content: WorkContent = serde_json::from_str(&copy.content).map_err(anyhow::Error::from)?;
    if works::by_slug_ever(write, content.slug.as_str()).await?.is_none() {
        row.slug = content.slug.to_string();
        return Ok(Some(content));
    }
    let slug: Slug = format!("restored-{}", row.id).parse().map_err(anyhow::Error::from)?;
    row.slug = slug.to_string();
    content.slug = slug;
    copy.content = serde_json::to_string(&content).map_err(anyhow::Error::from)?;
    copy.version += 1;
    working_copies::put(write, copy).await?;
    Ok(Some(content))
}
