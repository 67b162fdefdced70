//! A small correction of a published work, beside whatever revision of it is on its way: a text of its own with its own
//! authors and its own three reviews, published into the work. See docs/decisions/0009.

use crate::{Error, Result, tag::TagAuthority};
use db::{
    Db, Write,
    audit::Entry,
    draft_clauses, forced_publications, revisions, submissions, work_desks, working_copies,
    working_copies::WorkingCopyRow,
    works::{self, WorkRow},
};
use domain::{AuditAct, Slug, Timestamp, WorkContent, WorkState};

/// What is public has its reviews. Otherwise a correction, which three people pass who may have written the rest, would take them for
/// it, and the flag away.
pub(super) async fn reviewed(write: &Write, target: &WorkRow) -> Result<()> {
    if let Some(public) = target.published_revision
        && forced_publications::is_owed(write, public).await?
    {
        return Err(Error::refused(
            "公开的这一版是紧急发布的，还没有补完三审，不能发布小更正。请先补完审核；文字有误时请审核人退回，改好再提交。急需提醒读者时，请发更正说明。",
        ));
    }
    Ok(())
}

/// The id of the correction; that of the one under way, where there is one. `unique` are hexadecimal digits never used before.
///
/// # Errors
/// Where the work is not public, or what is public has its reviews still to come.
pub async fn begin_correction(
    db: &Db,
    now: Timestamp,
    authority: &TagAuthority,
    unique: &str,
    work: i64,
    account: i64,
) -> Result<i64> {
    let mut write = db.write(now).await?;
    let target = works::by_id(&write, work).await?.ok_or_else(|| Error::refused("作品已经不在了。"))?;
    if target.corrects.is_some() || target.state()? != WorkState::Published {
        return Err(Error::refused("只有已发布的作品才能发起小更正。"));
    }
    if let Some(open) = works::open_correction(&write, work).await? {
        return Ok(open);
    }
    reviewed(&write, &target).await?;
    let id = target.published_revision.ok_or_else(|| Error::refused("作品没有公开的版本，没有可更正的内容。"))?;
    let published = revisions::by_id_in(&write, id).await?;
    let slug: Slug = format!("correction-{}", &unique[..12.min(unique.len())]).parse().map_err(anyhow::Error::from)?;
    let content =
        WorkContent { slug, tag: None, state: WorkState::Draft, published: None, reviews: Vec::new(), ..published.content };
    let mut row = works::create(&write, &authority.tag(now, unique), &content, None).await?;
    row.corrects = Some(work);
    let row = works::save(&write, row).await?;
    work_desks::set_holders(&write, row.id, &content.organisations).await?;
    work_desks::note_author(&write, row.id, account).await?;
    let copy = WorkingCopyRow {
        work_id: row.id,
        version: 1,
        based_on: Some(id),
        changed: false,
        title: content.title.clone(),
        content: serde_json::to_string(&content).map_err(anyhow::Error::from)?,
        body: document::markdown::write(&published.body),
        account_id: account,
        updated_at: now.0,
    };
    working_copies::put(&write, copy).await?;
    write.audit(Entry::work(AuditAct::CorrectionBegun, work));
    write.commit().await?;
    Ok(row.id)
}

/// The correction is over without a publication; what was written stays on record.
///
/// # Errors
/// Where `correction` is none, or is over.
pub async fn drop_correction(db: &Db, now: Timestamp, correction: i64) -> Result<()> {
    let mut write = db.write(now).await?;
    let mut row = works::by_id(&write, correction).await?.ok_or_else(|| Error::refused("这次小更正已经不在了。"))?;
    let (Some(target), None) = (row.corrects, row.closed_at) else {
        return Err(Error::refused("这不是正在进行的小更正。"));
    };
    if let Some(open) = submissions::latest(&write, correction).await?
        && matches!(open.state.as_str(), submissions::SUBMITTED | submissions::APPROVED)
    {
        return Err(Error::refused("小更正正在审核或等待发布。请先撤销提交，再放弃。"));
    }
    row.closed_at = Some(now.0);
    works::save(&write, row).await?;
    draft_clauses::clear(&write, correction).await?;
    write.audit(Entry::work(AuditAct::CorrectionDropped, target));
    write.commit().await?;
    Ok(())
}
