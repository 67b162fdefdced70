//! A notice on a work that stays published: a correction, an expression of concern.

use crate::{Error, Result};
use db::{Db, Position, audit::Entry, corrections, corrections::Notice, editions, revisions, works};
use domain::{Act, AuditAct, CorrectionScope, Entity, Timestamp, WorkState};

/// Adds the notice; readers see it above the text, feeds carry it with a new `updated`.
///
/// # Errors
/// Where no published work is called `slug`, or the notice withdraws, gives no reason, or names a place that is not there.
pub async fn correct(db: &Db, now: Timestamp, slug: &str, notice: &Notice) -> Result<Option<Position>> {
    if notice.kind.withdraws() {
        return Err(Error::refused(format!("a notice of kind {} takes the work back; use liangyi withdraw", notice.kind)));
    }
    if notice.reason.trim().is_empty() {
        return Err(Error::refused("a correction needs a text: what was wrong, and what is right"));
    }
    let mut write = db.write(now).await?;
    let work = works::by_slug_ever(&write, slug).await?.ok_or_else(|| Error::refused(format!("no work is called “{slug}”")))?;
    if work.state()? != WorkState::Published {
        return Err(Error::refused(format!("“{slug}” is not published, so there is nothing to correct in public")));
    }
    if let Some(anchor) = &notice.anchor {
        let body = revisions::published_body(&write, &work).await?;
        if !body.anchors().iter().any(|(_, place, _)| place.as_str() == anchor) {
            return Err(Error::refused(format!("“{slug}” has no place called “{anchor}”")));
        }
    }
    let sisters = match notice.scope {
        CorrectionScope::AllLanguages => works::published_sisters(&write, &work).await?,
        CorrectionScope::Passage | CorrectionScope::Work => Vec::new(),
    };
    for mut work in std::iter::once(work).chain(sisters) {
        work.note_updated(now);
        corrections::add(&write, work.id, notice).await?;
        // Set anew, with the notice.
        editions::drop(&write, work.id).await?;
        editions::want(&write, &work).await?;
        write.log(Entity::Work, work.id, work.slug.as_str(), Act::Corrected);
        let told = Entry::work(AuditAct::WorkCorrected, work.id);
        write.audit(told.with("kind", notice.kind.code()).with("reason", notice.reason.as_str()));
        works::save(&write, work).await?;
    }
    Ok(write.commit().await?)
}
