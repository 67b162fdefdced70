//! A poster that an editor wants: the frame at a time of theirs, besides the one that was chosen for them.

use crate::{Error, Result, attach_renditions::log_asset, register_upload::FRAME_JOB};
use db::{Db, Write, assets, assets::AssetRow, assets::NewRendition, jobs, jobs::Finished, jobs::JobRow};
use domain::{AssetKind, Timestamp};
use serde::{Deserialize, Serialize};

/// What the worker needs to know to make a poster of a frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameJob {
    pub asset: i64,
    /// Milliseconds.
    pub at: u32,
}

/// The job of a frame is one row, under this key.
pub fn frame_job_key(asset: i64, at: u32) -> String {
    format!("{FRAME_JOB}:{asset}:{at}")
}

/// Asks for the frame at `at` milliseconds; one that is there already is not made again.
///
/// # Errors
/// Where there is no such video, it is not ready, or it ends before.
pub async fn ask_frame(db: &Db, now: Timestamp, asset: i64, at: u32) -> Result<()> {
    let write = db.write(now).await?;
    let row = assets::by_id(&write, asset).await?.filter(|row| row.kind == AssetKind::Video.code());
    let row = row.ok_or_else(|| Error::refused("素材库里没有这个视频，它可能已被删除。"))?;
    if !row.is_ready() {
        return Err(Error::refused("视频还没有处理好，请等处理完成后再选封面。"));
    }
    if row.duration_ms.is_some_and(|duration| i64::from(at) >= duration) {
        return Err(Error::refused("这个时间超过了视频的长度，请在视频之内选一个画面。"));
    }
    ask_frame_of(&write, &row, at).await?;
    write.commit().await?;
    Ok(())
}

/// The same in the caller's transaction, for a time that was checked.
pub(crate) async fn ask_frame_of(write: &Write, asset: &AssetRow, at: u32) -> Result<()> {
    if assets::has_frame(write, asset.id, at.into()).await? {
        return Ok(());
    }
    let payload = serde_json::to_string(&FrameJob { asset: asset.id, at }).map_err(anyhow::Error::from)?;
    // A second or two of work: in the lane of pictures.
    jobs::ask_in_turn(write, FRAME_JOB, &frame_job_key(asset.id, at), &payload, 1, asset.organisation_id).await?;
    Ok(())
}

/// Keeps the poster beside the others and ends the job.
pub async fn attach_frame(db: &Db, now: Timestamp, job: &JobRow, asset: i64, posters: Vec<NewRendition>) -> Result<()> {
    let mut write = db.write(now).await?;
    if jobs::finish_as(&write, job).await? == Finished::Lost {
        return Ok(());
    }
    assets::add_renditions(&write, asset, posters).await?;
    log_asset(&mut write, asset).await?;
    write.commit().await?;
    Ok(())
}
