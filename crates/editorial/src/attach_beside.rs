//! What was made of a long image beside its slices: the words in it, one file to take along, tiles.

use crate::{Result, attach_renditions::log_asset};
use db::{Db, assets, assets::NewRendition, jobs, jobs::Finished, jobs::JobRow};
use domain::Timestamp;

/// Puts the files beside those that are there and ends the job.
pub async fn attach_beside(db: &Db, now: Timestamp, job: &JobRow, asset: i64, files: Vec<NewRendition>) -> Result<()> {
    let mut write = db.write(now).await?;
    assets::by_id(&write, asset).await?;
    if jobs::finish_as(&write, job).await? == Finished::Lost {
        return Ok(());
    }
    assets::add_renditions(&write, asset, files).await?;
    log_asset(&mut write, asset).await?;
    write.commit().await?;
    Ok(())
}
