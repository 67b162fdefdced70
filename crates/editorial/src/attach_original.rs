//! What the job of a video or a long image made: of a video first what plays early, then the whole, written together with
//! the end of the job; works that waited for it are published by the same act.

use crate::{Error, Renditions, Result, attach_renditions::log_asset, publish::publish, reading_minutes::reading_minutes};
use db::{Db, Write, assets, awaited_originals, jobs, jobs::Finished, jobs::JobRow, revisions::Revision, works};
use domain::{Timestamp, WorkState};

/// What the job's worker has to know of the end of its job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attached {
    Ready,
    /// Another label was asked for meanwhile: the job waits, to be run with it.
    Again,
    /// Another worker has the job: nothing was written.
    Lost,
}

/// Notes what can be played already; the asset still waits for the rest.
pub async fn attach_playable(db: &Db, now: Timestamp, job: &JobRow, asset: i64, renditions: Renditions) -> Result<()> {
    let mut write = db.write(now).await?;
    let waits = assets::by_id(&write, asset).await?.is_some_and(|row| !row.is_ready());
    // While a ready video is made anew its renditions play on.
    if !waits || jobs::by_key(&write, &job.key).await?.is_none_or(|row| row.attempts != job.attempts) {
        return Ok(());
    }
    assets::set_playable(&write, asset, renditions.made, renditions.files).await?;
    log_asset(&mut write, asset).await?;
    write.commit().await?;
    Ok(())
}

/// Marks a video or a long image ready, ends the job, and publishes what waited for it.
pub async fn attach_original(db: &Db, now: Timestamp, job: &JobRow, asset: i64, renditions: Renditions) -> Result<Attached> {
    let mut write = db.write(now).await?;
    // Held first, as by every act that decides on an original.
    assets::by_id(&write, asset).await?;
    let attached = match jobs::finish_as(&write, job).await? {
        Finished::Lost => return Ok(Attached::Lost),
        Finished::Again => Attached::Again,
        Finished::Done => Attached::Ready,
    };
    assets::set_ready(&write, asset, renditions.made, renditions.files).await?;
    log_asset(&mut write, asset).await?;
    for revision in awaited_originals::of_asset(&write, asset).await? {
        publish_awaited(&mut write, &revision).await?;
    }
    write.commit().await?;
    Ok(attached)
}

/// Publishes the revision, or notes why not: the original is ready in any case.
async fn publish_awaited(write: &mut Write, revision: &Revision) -> Result<()> {
    let Some(work) = works::by_id(write, revision.work_id).await? else { return Ok(()) };
    if work.state()? == WorkState::Withdrawn {
        return Ok(awaited_originals::remove(write, work.id).await?);
    }
    let pictures = crate::publish::pictures(write, &revision.body).await?;
    let minutes = reading_minutes(&revision.content, &revision.body);
    // All that can be refused is looked at before anything is written.
    match crate::original_rules::settle(write, &revision.content).await {
        Ok(_) => {
            publish(write, work, revision.id, &revision.content, minutes, &pictures).await?;
        }
        Err(Error::Refused(reason)) => awaited_originals::set_reason(write, revision.work_id, &reason).await?,
        Err(other) => return Err(other),
    }
    Ok(())
}
