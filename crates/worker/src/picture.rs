//! The renditions of a picture: made by `media-pipeline` in a folder of its own, stored under the asset's random key.
//!
//! The same job run twice gives the same files under the same names, so a worker killed anywhere does no harm.

use crate::{
    manifest,
    process::{self, Ended},
    run::{Outcome, Worker},
    scratch::Scratch,
};
use anyhow::Result;
use db::{
    assets::{AssetRow, Made},
    jobs::JobRow,
};
use domain::AiLabel;
use editorial::Renditions;
use std::time::Duration;
use storage::Key;

/// A picture takes a second or two; the process has limits of its own, this is the last one.
const TIME: Duration = Duration::from_secs(90);

pub(crate) async fn run(worker: &Worker, job: &JobRow, asset: &AssetRow) -> Result<Result<Renditions, Outcome>> {
    let scratch = Scratch::new(&worker.scratch, job.id, job.attempts)?;
    let (input, out) = (scratch.path().join("input"), scratch.path().join("out"));
    worker.storage.to_file(&Key::original(&asset.digest.parse()?), &input).await?;
    let arguments = ["picture".as_ref(), input.as_os_str(), out.as_os_str()];
    let (ended, _) = process::ask(&worker.pipeline, &arguments, scratch.path(), TIME).await?;
    let give_up = |reason: String| Ok(Err(Outcome::GiveUp(reason)));
    match ended {
        Ended::Done => {
            let (manifest, _) = manifest::read(&out, "manifest.json").await?;
            let (width, height) = manifest.sides();
            let files = manifest::store(worker, asset, &out, manifest.renditions).await?;
            let made = Made { width, height, duration_ms: None, manifest: None, ai: AiLabel::None };
            Ok(Ok(Renditions { made, files }))
        }
        Ended::Refused(reason) => give_up(reason.unwrap_or_else(|| "这个文件不能作为图片使用。".to_owned())),
        Ended::Failed(why) => Ok(Err(Outcome::Retry(why))),
        Ended::Killed(_) => give_up("处理这张图片需要的内存或时间超出了上限。请换一张较小的图片。".to_owned()),
        Ended::TimedOut => give_up(format!("处理这张图片超过了{}秒，已停止。请换一张较小或重新导出的图片。", TIME.as_secs())),
    }
}
