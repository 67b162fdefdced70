//! The copies of a long image: one file to take along and the tiles of a viewer that goes into depth, made by `media-pipeline`
//! from its parts, stored beside its slices.

use crate::{
    ended::Words,
    long_image, manifest, process,
    run::{Outcome, Worker},
    scratch::Scratch,
};
use anyhow::Result;
use db::{
    assets::{AssetRow, NewRendition},
    jobs::JobRow,
};
use std::time::Duration;

/// As for slicing it.
const TIME: Duration = Duration::from_secs(15 * 60);
const WORDS: Words =
    Words {
        doing: "生成整张长图", refused: "这张长图无法存成一个文件。", remedy: "页面照常显示，只是没有下载文件。"
    };

pub(crate) async fn run(worker: &Worker, job: &JobRow, asset: &AssetRow) -> Result<Result<Vec<NewRendition>, Outcome>> {
    let scratch = Scratch::new(&worker.scratch, job.id, job.attempts)?;
    let inputs = long_image::parts(worker, asset, scratch.path()).await?;
    let out = scratch.path().join("out");
    let arguments = long_image::arguments("copies", &inputs, &out);
    let (ended, _) = process::ask(&worker.pipeline, &arguments, scratch.path(), TIME).await?;
    if let Err(outcome) = ended.into_result(job.attempts, &WORDS) {
        return Ok(Err(outcome));
    }
    let (manifest, _) = manifest::read(&out, "manifest.json").await?;
    Ok(Ok(manifest::store(worker, asset, &out, manifest.renditions).await?))
}
