//! Taking a published work back: it is gone from every list, its address answers with the notice.

use crate::{Error, Result};
use db::{Db, Position, Write, audit::Entry, corrections, corrections::Notice, listings, works, works::WorkRow};
use domain::{Act, AuditAct, CorrectionScope, Entity, Timestamp};

/// Withdraws the work called `slug`, and its sister versions where the notice covers all languages.
///
/// # Errors
/// Where no published work is called so, or the notice is not one that withdraws, or gives no reason.
pub async fn withdraw(db: &Db, now: Timestamp, slug: &str, notice: &Notice) -> Result<Option<Position>> {
    if !notice.kind.withdraws() {
        return Err(Error::refused(format!("a notice of kind {} withdraws nothing; use retraction or removal", notice.kind)));
    }
    if notice.reason.trim().is_empty() {
        return Err(Error::refused("a withdrawal needs a reason: readers and partners are shown it"));
    }
    let mut write = db.write(now).await?;
    let work = works::by_slug_ever(&write, slug).await?.ok_or_else(|| Error::refused(format!("no work is called “{slug}”")))?;
    let sisters = match notice.scope {
        CorrectionScope::AllLanguages => works::published_sisters(&write, &work).await?,
        CorrectionScope::Passage | CorrectionScope::Work => Vec::new(),
    };
    withdraw_one(&mut write, work, notice).await?;
    for sister in sisters {
        withdraw_one(&mut write, sister, notice).await?;
    }
    Ok(write.commit().await?)
}

async fn withdraw_one(write: &mut Write, mut work: WorkRow, notice: &Notice) -> Result<()> {
    work.state = work.state()?.withdraw().map_err(Error::refused)?.code().into();
    work.updated_at = write.now().0;
    listings::bury(write, work.id).await?;
    corrections::add(write, work.id, notice).await?;
    write.log(Entity::Work, work.id, work.slug.as_str(), Act::Withdrawn);
    let told = Entry::work(AuditAct::WorkWithdrawn, work.id);
    write.audit(told.with("kind", notice.kind.code()).with("reason", notice.reason.as_str()));
    works::save(write, work).await?;
    Ok(())
}
