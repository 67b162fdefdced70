//! Undoing a withdrawal: the work is back in its lists, the lifted notice stays on record.

use crate::{Error, Result, relist::relist};
use db::{Db, Position, Write, audit::Entry, corrections, editions, revisions, works, works::WorkRow};
use domain::{Act, AuditAct, CorrectionScope, Entity, Timestamp};

/// Brings back what one withdrawal took: the sister versions too, where it covered all languages.
///
/// # Errors
/// Where no withdrawn work is called `slug`.
pub async fn reinstate(db: &Db, now: Timestamp, slug: &str) -> Result<Option<Position>> {
    let mut write = db.write(now).await?;
    let work = works::by_slug_ever(&write, slug).await?.ok_or_else(|| Error::refused(format!("no work is called “{slug}”")))?;
    let all = CorrectionScope::AllLanguages.code();
    let sisters = match corrections::standing_withdrawal(&write, work.id).await? {
        Some(notice) if notice.scope == all => works::sisters(&write, &work).await?,
        _ => Vec::new(),
    };
    reinstate_one(&mut write, work).await?;
    for sister in sisters {
        if corrections::standing_withdrawal(&write, sister.id).await?.is_some_and(|notice| notice.scope == all) {
            reinstate_one(&mut write, sister).await?;
        }
    }
    Ok(write.commit().await?)
}

/// The versions in other languages that come back with a work.
pub async fn withdrawn_with(db: &Db, work: i64) -> Result<Vec<i64>> {
    Ok(corrections::withdrawn_in_all_languages_with(db, work).await?)
}

async fn reinstate_one(write: &mut Write, mut work: WorkRow) -> Result<()> {
    work.state = work.state()?.reinstate().map_err(Error::refused)?.code().into();
    if work.published_revision.is_none() {
        return Err(Error::refused("作品从来没有发布过，不能恢复发布。"));
    }
    work.note_updated(write.now());
    corrections::lift_withdrawals(write, work.id).await?;
    let content = revisions::published_content(write, &work).await?;
    write.log(Entity::Work, work.id, work.slug.as_str(), Act::Reinstated);
    write.audit(Entry::work(AuditAct::WorkReinstated, work.id));
    let work = works::save(write, work).await?;
    editions::want(write, &work).await?;
    relist(write, &work, &content).await
}
