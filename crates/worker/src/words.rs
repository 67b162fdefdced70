//! The words in a long image: read by `media-pipeline` from its parts, stored beside its slices.

use crate::{
    ended::Words,
    long_image,
    manifest::{self, File},
    process,
    run::{Outcome, Worker},
    scratch::Scratch,
};
use anyhow::{Context, Result};
use db::{
    assets::{AssetRow, NewRendition},
    jobs::JobRow,
};
use domain::{Digest, RenditionRole};
use sha2::{Digest as _, Sha256};
use std::time::Duration;

/// Some 300 characters are read in a second.
const TIME: Duration = Duration::from_secs(30 * 60);
const WORDS: Words =
    Words { doing: "识别图里的文字", refused: "图里的文字读不出来。", remedy: "请人工填写文字版。" };
/// What the words are called in the folder of the slices; their hash follows.
const NAME: &str = "words";

pub(crate) async fn run(worker: &Worker, job: &JobRow, asset: &AssetRow) -> Result<Result<Vec<NewRendition>, Outcome>> {
    let scratch = Scratch::new(&worker.scratch, job.id, job.attempts)?;
    let inputs = long_image::parts(worker, asset, scratch.path()).await?;
    let out = scratch.path().join("out");
    let arguments = long_image::arguments("words", &inputs, &out);
    let (ended, _) = process::ask(&worker.pipeline, &arguments, scratch.path(), TIME).await?;
    if let Err(outcome) = ended.into_result(job.attempts, &WORDS) {
        return Ok(Err(outcome));
    }
    let words = tokio::fs::read(out.join("manifest.json")).await.context("media-pipeline left no manifest")?;
    let sha256 = Digest::from_bytes(&Sha256::digest(&words).into());
    let file = format!("{NAME}-{}.json", &sha256.as_str()[..32]);
    tokio::fs::write(out.join(&file), &words).await.context("the words cannot be named after their hash")?;
    let made = File::plain(RenditionRole::Words, file, "application/json".to_owned(), words.len() as i64, sha256);
    Ok(Ok(manifest::store(worker, asset, &out, vec![made]).await?))
}
