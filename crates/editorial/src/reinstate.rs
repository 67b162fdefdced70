//! Undoing a withdrawal: the work is back in its lists, the lifted notice stays on record.

use crate::{Error, Result, relist::relist};
use db::{Db, Position, corrections, revisions, works};
use domain::{Act, Entity, Timestamp};

/// # Errors
/// Where no withdrawn work is called `slug`.
pub async fn reinstate(db: &Db, now: Timestamp, slug: &str) -> Result<Option<Position>> {
    let mut write = db.write(now).await?;
    let mut work =
        works::by_slug_ever(&write, slug).await?.ok_or_else(|| Error::refused(format!("no work is called “{slug}”")))?;
    work.state = work.state()?.reinstate().map_err(Error::refused)?.code().into();
    work.updated_at = now.0;
    corrections::lift_withdrawals(&write, work.id).await?;
    let content = revisions::published_content(&write, &work).await?;
    write.log(Entity::Work, work.id, work.slug.as_str(), Act::Reinstated);
    let work = works::save(&write, work).await?;
    relist(&mut write, &work, &content).await?;
    Ok(write.commit().await?)
}
