//! Autosave: the working copy is overwritten by whoever knows its version; nobody overwrites what they have not seen.

use super::newest::{Newest, of};
use crate::{Error, Result, outside_links};
use db::{
    Db, Write, draft_clauses, revisions, submissions, work_desks,
    working_copies::{self, WorkingCopyRow},
    works::{self, WorkRow},
};
use domain::{Timestamp, WorkContent, WorkState};

pub struct SaveCopy<'a> {
    pub account: i64,
    pub work: i64,
    /// The one that was changed.
    pub version: i32,
    pub content: WorkContent,
    pub body: &'a str,
}

pub enum DeskSaved {
    Saved {
        version: i32,
    },
    /// It is as it was.
    Unchanged {
        version: i32,
    },
    /// Somebody saved in between: what they left.
    Conflict(Box<Newest>),
}

/// What the studio does not let anybody set is put back to what it was, whatever was sent.
pub async fn save_working_copy(db: &Db, now: Timestamp, save: SaveCopy<'_>) -> Result<DeskSaved> {
    let write = db.write(now).await?;
    let work = works::by_id(&write, save.work).await?.ok_or_else(|| Error::refused("作品已经不在了。"))?;
    may_be_written(&write, &work).await?;
    let row = working_copies::find(&write, work.id).await?;
    let (saves, started) = (row.as_ref().map_or(0, |row| row.version), row.is_none());
    let latest = revisions::latest_in(&write, work.id).await?;
    let line = works::line(&write, &work).await?;
    let newest = of(row, latest, line)?.ok_or_else(|| anyhow::anyhow!("work {} holds nothing", work.id))?;
    if newest.version != save.version {
        return Ok(DeskSaved::Conflict(Box::new(newest)));
    }
    let content = held(&work, save.content)?;
    // Only putting the two together moves a copy on to what was published since: see `take_in_published`.
    let based_on = if newest.changed || !started { newest.based_on } else { line };
    let before = WorkContent { tag: None, reviews: Vec::new(), published: None, state: WorkState::Draft, ..newest.content };
    if before == content && newest.body == save.body && based_on == newest.based_on {
        return Ok(DeskSaved::Unchanged { version: save.version });
    }
    overwrite(&write, work, Overwrite { account: save.account, saves, based_on, content, body: save.body.to_owned() }).await?;
    write.commit().await?;
    Ok(DeskSaved::Saved { version: save.version + 1 })
}

/// Changes what the newest state says of itself, in the caller's transaction; false where that changes nothing.
///
/// # Errors
/// Where the work cannot be written in now.
pub(crate) async fn amend_in(write: &Write, account: i64, work: i64, change: impl FnOnce(&mut WorkContent)) -> Result<bool> {
    let work = works::by_id(write, work).await?.ok_or_else(|| Error::refused("作品已经不在了。"))?;
    may_be_written(write, &work).await?;
    let row = working_copies::find(write, work.id).await?;
    let (saves, started) = (row.as_ref().map_or(0, |row| row.version), row.is_none());
    let latest = revisions::latest_in(write, work.id).await?;
    let line = works::line(write, &work).await?;
    let newest = of(row, latest, line)?.ok_or_else(|| Error::refused("作品还没有内容。"))?;
    let mut content = newest.content.clone();
    change(&mut content);
    if content == newest.content {
        return Ok(false);
    }
    let content = held(&work, content)?;
    let based_on = if newest.changed || !started { newest.based_on } else { line };
    overwrite(write, work, Overwrite { account, saves, based_on, content, body: newest.body }).await?;
    Ok(true)
}

pub(super) struct Overwrite {
    pub account: i64,
    /// How often the copy was saved before.
    pub saves: i32,
    pub based_on: Option<i64>,
    /// As [`held`] leaves it.
    pub content: WorkContent,
    pub body: String,
}

/// The working copy from now on, by this account.
pub(super) async fn overwrite(write: &Write, work: WorkRow, over: Overwrite) -> Result<()> {
    let content = over.content;
    work_desks::set_holders(write, work.id, &content.organisations).await?;
    work_desks::note_author(write, work.id, over.account).await?;
    let copy = WorkingCopyRow {
        work_id: work.id,
        version: over.saves + 1,
        based_on: over.based_on,
        changed: true,
        title: content.title.clone(),
        content: serde_json::to_string(&content).map_err(anyhow::Error::from)?,
        body: over.body,
        account_id: over.account,
        updated_at: write.now().0,
    };
    outside_links::note_in(write, &content, &copy.body).await?;
    working_copies::put(write, copy).await?;
    draft_clauses::set(write, work.id, &content).await?;
    if work.published_at.is_none() {
        describe(write, work, &content).await?;
    }
    Ok(())
}

pub(super) async fn may_be_written(write: &Write, work: &WorkRow) -> Result<()> {
    if work.state()? == WorkState::Withdrawn {
        return Err(Error::refused("作品已撤回，不能修改。"));
    }
    if work.closed_at.is_some() && work.corrects.is_none() {
        return Err(Error::refused("作品已经删除，不能修改。要接着写，请先在“已删除”里恢复。"));
    }
    if work.closed_at.is_some() {
        return Err(Error::refused("这次小更正已经结束，不能再改。"));
    }
    match submissions::latest(write, work.id).await?.map(|s| s.state) {
        Some(state) if state == submissions::SUBMITTED => Err(Error::refused("作品正在审核，不能修改。请先撤销提交。")),
        Some(state) if state == submissions::APPROVED => Err(Error::refused("作品已通过审核，不能修改。请先撤销提交。")),
        _ => Ok(()),
    }
}

/// The content without what only acts may change.
pub(super) fn held(work: &WorkRow, mut content: WorkContent) -> Result<WorkContent> {
    if (work.published_at.is_some() || work.corrects.is_some()) && content.slug.as_str() != work.slug {
        return Err(Error::refused("作品发布后，网址名不能再改。"));
    }
    content.kind = work.kind.parse().map_err(anyhow::Error::from)?;
    content.tag = None;
    content.state = WorkState::Draft;
    content.published = None;
    content.reviews = Vec::new();
    Ok(content)
}

/// A work that was never public shows in lists of the studio what its copy says.
async fn describe(write: &Write, mut work: WorkRow, content: &WorkContent) -> Result<()> {
    if content.slug.as_str() != work.slug {
        if works::by_slug_ever(write, content.slug.as_str()).await?.is_some() {
            return Err(Error::refused(format!("网址名“{}”已被占用，请换一个。", content.slug)));
        }
        work.slug = content.slug.to_string();
    }
    work.title.clone_from(&content.title);
    work.lead.clone_from(&content.lead);
    work.genre = content.genre.code().into();
    work.language = content.language.code().into();
    work.updated_at = write.now().0;
    works::save(write, work).await?;
    Ok(())
}
