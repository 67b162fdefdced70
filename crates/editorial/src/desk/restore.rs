//! An old state becomes the working copy again; what it overwrites is kept, and can be brought back the same way. Who wrote in it and was
//! never passed is among its authors once more, and reviews it as little as before.

use super::{
    newest::of,
    save_working_copy::{Overwrite, held, may_be_written, overwrite},
};
use crate::{Error, Result};
use db::{Db, audit::Entry, kept_copies, revisions, work_desks, working_copies, works};
use domain::{AuditAct, Timestamp, WorkContent};

pub struct Restore {
    pub account: i64,
    pub work: i64,
    /// The one that is overwritten.
    pub version: i32,
    /// How the log calls what is restored, such as `r12`.
    pub name: String,
    /// The revision that it is; `None` of a copy that was kept.
    pub revision: Option<i64>,
    pub content: WorkContent,
    /// Markdown.
    pub body: String,
}

/// # Errors
/// Where the work cannot be written in now, or somebody saved since `version`.
pub async fn restore(db: &Db, now: Timestamp, restore: Restore) -> Result<()> {
    let mut write = db.write(now).await?;
    let work = works::by_id(&write, restore.work).await?.ok_or_else(|| Error::refused("作品已经不在了。"))?;
    may_be_written(&write, &work).await?;
    let row = working_copies::find(&write, work.id).await?;
    let latest = revisions::latest_in(&write, work.id).await?;
    let line = works::line(&write, &work).await?;
    let newest = of(row.clone(), latest, line)?.ok_or_else(|| Error::refused("作品还没有内容。"))?;
    if newest.version != restore.version {
        return Err(Error::refused("刚刚又有新的修改保存，请刷新看过之后再恢复。"));
    }
    // Where the copy is a revision's own text, the revision keeps it.
    if let Some(row) = row.as_ref().filter(|row| row.changed) {
        kept_copies::keep(&write, row).await?;
    }
    // The address of a work is not a matter of its text.
    let content = held(&work, WorkContent { slug: newest.content.slug, ..restore.content })?;
    let id = work.id;
    let saves = row.map_or(0, |row| row.version);
    let over = Overwrite { account: restore.account, saves, based_on: newest.based_on.or(line), content, body: restore.body };
    overwrite(&write, work, over).await?;
    match restore.revision {
        Some(revision) => work_desks::note_authors_of(&write, id, revision).await?,
        // Nobody noted who wrote in it: everybody may have.
        None => work_desks::open_authors(&write, id).await?,
    }
    write.audit(Entry::work(AuditAct::WorkRestored, id).with("from", restore.name));
    write.commit().await?;
    Ok(())
}
