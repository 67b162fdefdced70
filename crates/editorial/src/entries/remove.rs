//! An entry that nothing names any more goes.

use super::{VocabularyEntry, read_vocabulary};
use crate::{Error, Result};
use db::{Db, Position, audit::Entry, entry_uses};
use domain::{Act, AuditAct, Timestamp};

/// Removes `entry`, which is as its editor saw it.
///
/// # Errors
/// [`Error::Changed`] where it is not; refused where something names it, with what.
pub async fn remove_entry(db: &Db, now: Timestamp, entry: &VocabularyEntry, was: &str) -> Result<Option<Position>> {
    let mut write = db.write(now).await?;
    write.as_the_only_import().await?;
    let is = read_vocabulary(db).await?;
    if is.find(entry).map(|old| old.digest()).as_deref() != Some(was) {
        return Err(Error::Changed);
    }
    let slug = entry.slug().as_str();
    let id = entry_uses::id(&write, entry.entity(), slug).await?.ok_or(Error::Changed)?;
    let used = entry_uses::of(&write, entry.entity(), id, slug).await?;
    if let Some((what, count)) = used.first() {
        return Err(Error::refused(format!("“{}”还有{count}{what}在用，不能删除。请先把它们改成别的。", entry.name())));
    }
    entry_uses::remove(&write, entry.entity(), id).await?;
    write.log(entry.entity(), id, slug, Act::Removed);
    let told = Entry::new(AuditAct::EntryRemoved, entry.subject(), None, slug);
    write.audit(told.with("name", entry.name()));
    Ok(write.commit().await?)
}
