//! Autosave: the working copy is overwritten by whoever knows its version; nobody overwrites what they have not seen.

use super::newest::{Newest, of};
use crate::{Error, Result};
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
    /// The published revision that the editor has seen, where it is not the one this copy began from.
    pub onto: Option<i64>,
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
    let saves = row.as_ref().map_or(0, |row| row.version);
    let started = row.is_none();
    let latest = revisions::latest_in(&write, work.id).await?;
    let newest = of(row, latest, work.published_revision)?.ok_or_else(|| anyhow::anyhow!("work {} holds nothing", work.id))?;
    if newest.version != save.version {
        return Ok(DeskSaved::Conflict(Box::new(newest)));
    }
    let content = held(&work, save.content)?;
    let onto = match save.onto {
        Some(onto) if Some(onto) == work.published_revision => Some(onto),
        Some(_) => return Err(Error::refused("公开的版本又有了变化，请刷新后再试。")),
        None if newest.changed || !started => newest.based_on,
        None => work.published_revision,
    };
    let before = WorkContent { tag: None, reviews: Vec::new(), published: None, state: WorkState::Draft, ..newest.content };
    if before == content && newest.body == save.body && onto == newest.based_on {
        return Ok(DeskSaved::Unchanged { version: save.version });
    }
    work_desks::set_holders(&write, work.id, &content.organisations).await?;
    work_desks::note_author(&write, work.id, save.account).await?;
    let id = work.id;
    let copy = WorkingCopyRow {
        work_id: id,
        version: saves + 1,
        based_on: onto,
        changed: true,
        title: content.title.clone(),
        content: serde_json::to_string(&content).map_err(anyhow::Error::from)?,
        body: save.body.to_owned(),
        account_id: save.account,
        updated_at: now.0,
    };
    working_copies::put(&write, copy).await?;
    draft_clauses::set(&write, id, &content).await?;
    if work.published_at.is_none() {
        describe(&write, work, &content).await?;
    }
    write.commit().await?;
    Ok(DeskSaved::Saved { version: save.version + 1 })
}

async fn may_be_written(write: &Write, work: &WorkRow) -> Result<()> {
    if work.state()? == WorkState::Withdrawn {
        return Err(Error::refused("作品已撤回，不能修改。"));
    }
    match submissions::latest(write, work.id).await?.map(|s| s.state) {
        Some(state) if state == submissions::SUBMITTED => Err(Error::refused("作品正在审核，不能修改。请先撤销提交。")),
        Some(state) if state == submissions::APPROVED => Err(Error::refused("作品已通过审核，不能修改。请先撤销提交。")),
        _ => Ok(()),
    }
}

/// The content without what only acts may change.
fn held(work: &WorkRow, mut content: WorkContent) -> Result<WorkContent> {
    if work.published_at.is_some() && content.slug.as_str() != work.slug {
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
