//! Processing that somebody wants stopped.

use crate::{Error, Result, attach_renditions::refuse, register_upload::rendition_job_key};
use db::{Db, Position, assets, jobs};
use domain::Timestamp;

/// What the library says of a file whose processing was stopped.
pub const CANCELLED: &str = "处理已按要求停止。需要时点“重新处理”。";

/// Stops the processing of an original: at once where it has not begun, within a second where it runs.
///
/// # Errors
/// Where there is no such asset, or nothing of it waits or runs.
pub async fn cancel_asset(db: &Db, now: Timestamp, asset: i64) -> Result<Option<Position>> {
    let mut write = db.write(now).await?;
    let row = assets::by_id(&write, asset).await?.ok_or_else(|| Error::refused("素材库里没有这个文件，它可能已被删除。"))?;
    let job = jobs::by_key(&write, &rendition_job_key(row.kind()?, row.id)).await?;
    let found = match &job {
        Some(job) => jobs::cancel(&write, job.id).await?,
        None => None,
    };
    match (found.as_deref(), job) {
        (Some(jobs::WAITING), Some(job)) => refuse(&mut write, job.id, asset, CANCELLED).await?,
        (Some(_), _) => {}
        (None, _) => return Err(Error::refused("这个文件没有正在进行的处理，不需要停止。")),
    }
    Ok(write.commit().await?)
}
