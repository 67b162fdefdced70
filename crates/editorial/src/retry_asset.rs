//! A file that failed, or was stopped, is processed once more.

use crate::{
    Error, Result,
    attach_renditions::log_asset,
    register_upload::{ask_renditions, rendition_job_key},
};
use db::{Db, Position, assets, jobs};
use domain::Timestamp;

/// Asks for the renditions again; one that waits or runs already is left alone.
///
/// # Errors
/// Where there is no such asset.
pub async fn retry_asset(db: &Db, now: Timestamp, asset: i64) -> Result<Option<Position>> {
    let mut write = db.write(now).await?;
    let row = assets::by_id(&write, asset).await?.ok_or_else(|| Error::refused("素材库里没有这个文件，它可能已被删除。"))?;
    let key = rendition_job_key(row.kind()?, row.id);
    let open = jobs::by_key(&write, &key).await?.is_some_and(|job| [jobs::WAITING, jobs::RUNNING].contains(&job.state.as_str()));
    if open {
        return Ok(None);
    }
    ask_renditions(&write, &row, row.ai()?, None).await?;
    log_asset(&mut write, asset).await?;
    Ok(write.commit().await?)
}
