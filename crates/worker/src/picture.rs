//! The renditions of a picture: made by `media-pipeline` in a folder of its own, stored under the asset's random key.
//!
//! The same job run twice gives the same files under the same names, so a worker killed anywhere does no harm.

use crate::{
    ended::Words,
    manifest, process,
    run::{Outcome, Worker},
    scratch::Scratch,
};
use anyhow::Result;
use db::{
    assets::{AssetRow, Made},
    jobs::JobRow,
};
use editorial::Renditions;
use std::time::Duration;
use storage::Key;

/// A picture takes a second or two; the process has limits of its own, this is the last one.
const TIME: Duration = Duration::from_secs(90);

const WORDS: Words =
    Words {
        doing: "处理这张图片", refused: "这个文件不能作为图片使用。", remedy: "请换一张较小或重新导出的图片。"
    };

pub(crate) async fn run(worker: &Worker, job: &JobRow, asset: &AssetRow) -> Result<Result<Renditions, Outcome>> {
    let scratch = Scratch::new(&worker.scratch, job.id, job.attempts)?;
    let (input, out) = (scratch.path().join("input"), scratch.path().join("out"));
    worker.storage.to_file(&Key::original(&asset.digest.parse()?), &input).await?;
    let arguments = ["picture".as_ref(), input.as_os_str(), out.as_os_str()];
    let (ended, _) = process::ask(&worker.pipeline, &arguments, scratch.path(), TIME).await?;
    if let Err(outcome) = ended.into_result(job.attempts, &WORDS) {
        return Ok(Err(outcome));
    }
    let (manifest, _) = manifest::read(&out, "manifest.json").await?;
    let (width, height) = manifest.sides();
    let ai = manifest::ai_of(manifest.input.as_ref().and_then(|input| input.aigc.as_ref()));
    let files = manifest::store(worker, asset, &out, manifest.renditions).await?;
    let made = Made { width, height, duration_ms: None, manifest: None, ai };
    Ok(Ok(Renditions { made, files }))
}
