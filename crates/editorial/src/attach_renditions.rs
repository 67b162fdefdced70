//! What a picture job made, or why a file became nothing: written together with the end of the job.

use crate::Result;
use db::{
    Db, Write, assets,
    assets::{Made, NewRendition},
    jobs,
    jobs::JobRow,
};
use domain::{Act, Entity, Timestamp};

/// The outcome of a job: what is known of the original now, and its files, which are in the store.
#[derive(Clone, Debug)]
pub struct Renditions {
    pub made: Made,
    pub files: Vec<NewRendition>,
}

/// Marks a picture ready and ends the job.
pub async fn attach_renditions(db: &Db, now: Timestamp, job: i64, asset: i64, renditions: Renditions) -> Result<()> {
    let mut write = db.write(now).await?;
    assets::set_ready(&write, asset, renditions.made, renditions.files).await?;
    jobs::finish(&write, job).await?;
    log_asset(&mut write, asset).await?;
    write.commit().await?;
    Ok(())
}

/// Marks the original as one that cannot be shown, with the reason in words, and ends the job. What was ready before stays
/// so: a second run that fails takes nothing away.
pub async fn refuse_asset(db: &Db, now: Timestamp, job: &JobRow, asset: i64, reason: &str) -> Result<()> {
    let mut write = db.write(now).await?;
    refuse(&mut write, job.id, asset, reason).await?;
    write.commit().await?;
    Ok(())
}

pub(crate) async fn refuse(write: &mut Write, job: i64, asset: i64, reason: &str) -> Result<()> {
    if assets::by_id(write, asset).await?.is_some_and(|row| !row.is_ready()) {
        assets::set_failed(write, asset, reason).await?;
    }
    jobs::give_up(write, job, reason).await?;
    log_asset(write, asset).await
}

/// The asset, and every work that shows it: their pages change too.
pub(crate) async fn log_asset(write: &mut Write, asset: i64) -> Result<()> {
    write.log(Entity::Asset, asset, asset.to_string(), Act::Updated);
    for (work, slug) in assets::works_showing(write, asset).await? {
        write.log(Entity::Work, work, slug, Act::Updated);
    }
    Ok(())
}
