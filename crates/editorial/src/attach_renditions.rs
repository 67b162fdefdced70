//! What a picture job made, or why it made nothing: written together with the end of the job.

use crate::Result;
use db::{Db, Write, assets, assets::NewRendition, jobs};
use domain::{Act, Entity, Timestamp};

/// The outcome of a picture job; sides in pixels, after EXIF orientation.
#[derive(Clone, Debug)]
pub struct Renditions {
    pub width: i32,
    pub height: i32,
    pub files: Vec<NewRendition>,
}

/// Marks the original ready and ends the job.
pub async fn attach_renditions(db: &Db, now: Timestamp, job: i64, asset: i64, renditions: Renditions) -> Result<()> {
    let mut write = db.write(now).await?;
    assets::set_ready(&write, asset, renditions.width, renditions.height, renditions.files).await?;
    jobs::finish(&write, job).await?;
    log(&mut write, asset).await?;
    write.commit().await?;
    Ok(())
}

/// Marks the original as one that cannot be shown, with the reason in words, and ends the job.
pub async fn refuse_picture(db: &Db, now: Timestamp, job: i64, asset: i64, reason: &str) -> Result<()> {
    let mut write = db.write(now).await?;
    assets::set_failed(&write, asset, reason).await?;
    jobs::give_up(&write, job, reason).await?;
    log(&mut write, asset).await?;
    write.commit().await?;
    Ok(())
}

/// The asset, and every work that shows it: their pages change too.
async fn log(write: &mut Write, asset: i64) -> Result<()> {
    write.log(Entity::Asset, asset, asset.to_string(), Act::Updated);
    for (work, slug) in assets::works_showing(write, asset).await? {
        write.log(Entity::Work, work, slug, Act::Updated);
    }
    Ok(())
}
