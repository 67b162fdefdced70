//! The working copy takes in what was published since it was begun, so that no correction is undone by the next revision.

use super::{
    merging::Merging,
    newest::{Newest, of},
    save_working_copy::{Overwrite, held, may_be_written, overwrite},
};
use crate::{Error, Result};
use db::{Db, Write, audit::Entry, kept_copies, revisions, revisions::Revision, working_copies, works, works::WorkRow};
use document::{Document, markdown};
use domain::{AuditAct, Side, Timestamp, WorkContent};

/// Where the working copy and what is published stand to each other.
pub struct Apart {
    pub newest: Newest,
    pub body: Document,
    pub published: Revision,
    pub merging: Merging,
}

const UNREADABLE: &str = "正文里还有格式错误，暂时不能合并。请先按提示改好，再合并公开的版本。";

/// `None` where the copy was made from what is published now.
///
/// # Errors
/// Where the body cannot be read yet.
pub async fn apart(db: &Db, published: Option<i64>, newest: Newest) -> Result<Option<Apart>> {
    let Some(id) = published.filter(|id| newest.changed && newest.based_on != Some(*id)) else { return Ok(None) };
    let body = markdown::read(&newest.body).map_err(|_| Error::refused(UNREADABLE))?.document;
    let published = revisions::by_id(db, id).await?;
    let base = match newest.based_on {
        Some(base) => revisions::of_work(db, published.work_id, base).await?,
        None => None,
    };
    let merging = Merging::of(base.as_ref(), &published, &newest.content, &body);
    Ok(Some(Apart { newest, body, published, merging }))
}

pub struct TakeIn<'a> {
    pub account: i64,
    pub work: i64,
    /// The copy, and the published revision, that were seen.
    pub version: i32,
    pub published: i64,
    /// What is taken of each conflict: of a field by its name, of a block by its number; `None` where nobody chose.
    pub field: &'a dyn Fn(&str) -> Option<Side>,
    pub block: &'a dyn Fn(usize) -> Option<Side>,
}

/// # Errors
/// Where somebody saved or published in between, the body cannot be read, or a conflict was not decided.
pub async fn take_in_published(db: &Db, now: Timestamp, take: TakeIn<'_>) -> Result<()> {
    let mut write = db.write(now).await?;
    let work = works::by_id(&write, take.work).await?.ok_or_else(|| Error::refused("作品已经不在了。"))?;
    may_be_written(&write, &work).await?;
    let row = working_copies::find(&write, work.id).await?;
    let latest = revisions::latest_in(&write, work.id).await?;
    let line = works::line(&write, &work).await?;
    let newest = of(row.clone(), latest, line)?.ok_or_else(|| Error::refused("作品还没有内容。"))?;
    if newest.version != take.version || line != Some(take.published) {
        return Err(Error::refused("刚刚又有新的修改，请刷新看过之后再合并。"));
    }
    if newest.based_on == line {
        return Err(Error::refused("这份稿子已经以公开的版本为基础，不需要合并。"));
    }
    let (content, body) = merged(&write, &newest, &take).await?;
    if let Some(row) = &row {
        kept_copies::keep(&write, row).await?;
    }
    let content = keep_address(&work, content)?;
    let (id, saves) = (work.id, row.map_or(0, |row| row.version));
    let over = Overwrite { account: take.account, saves, based_on: line, content, body: markdown::write(&body) };
    overwrite(&write, work, over).await?;
    write.audit(Entry::work(AuditAct::WorkMerged, id).with("published", take.published));
    write.commit().await?;
    Ok(())
}

fn keep_address(work: &WorkRow, mut content: WorkContent) -> Result<WorkContent> {
    if work.corrects.is_some() {
        content.slug = work.slug.parse().map_err(anyhow::Error::from)?;
    }
    held(work, content)
}

async fn merged(write: &Write, newest: &Newest, take: &TakeIn<'_>) -> Result<(WorkContent, Document)> {
    let body = markdown::read(&newest.body).map_err(|_| Error::refused(UNREADABLE))?.document;
    let published = revisions::by_id_in(write, take.published).await?;
    let base = match newest.based_on {
        Some(base) => revisions::of_work_in(write, published.work_id, base).await?,
        None => None,
    };
    let merging = Merging::of(base.as_ref(), &published, &newest.content, &body);
    let fields = merging.content.conflicts.iter().filter(|c| (take.field)(&c.field).is_none()).count();
    let blocks = (0..merging.body.conflicts().len()).filter(|number| (take.block)(*number).is_none()).count();
    if fields + blocks > 0 {
        return Err(Error::refused(format!("还有 {} 处两边都改了，请逐处选择留下哪一边。", fields + blocks)));
    }
    let kept = Side::Waiting;
    merging.resolve(&|name| (take.field)(name).unwrap_or(kept), &|number| (take.block)(number).unwrap_or(kept))
}
