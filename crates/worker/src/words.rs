//! The words in a long image: read by `media-pipeline` from its parts, stored beside its slices.

use crate::{
    long_image,
    manifest::{self, File},
    process::{self, Ended},
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
/// What the words are called in the folder of the slices; their hash follows.
const NAME: &str = "words";

pub(crate) async fn run(worker: &Worker, job: &JobRow, asset: &AssetRow) -> Result<Result<Vec<NewRendition>, Outcome>> {
    let scratch = Scratch::new(&worker.scratch, job.id, job.attempts)?;
    let inputs = long_image::parts(worker, asset, scratch.path()).await?;
    let out = scratch.path().join("out");
    let arguments = long_image::arguments("words", &inputs, &out);
    let (ended, _) = process::ask(&worker.pipeline, &arguments, scratch.path(), TIME).await?;
    match ended {
        Ended::Done => {}
        Ended::Refused(reason) => return Ok(Err(Outcome::GiveUp(reason.unwrap_or_else(|| "图里的文字读不出来。".to_owned())))),
        Ended::Failed(why) => return Ok(Err(Outcome::Retry(why))),
        Ended::Killed(_) | Ended::TimedOut => {
            return Ok(Err(Outcome::GiveUp("识别图里的文字超出了时间或内存上限，请人工填写文字版。".to_owned())));
        }
    }
    let words = tokio::fs::read(out.join("manifest.json")).await.context("media-pipeline left no manifest")?;
    let sha256 = Digest::from_bytes(&Sha256::digest(&words).into());
    let file = format!("{NAME}-{}.json", &sha256.as_str()[..32]);
    tokio::fs::write(out.join(&file), &words).await.context("the words cannot be named after their hash")?;
    let made = File::plain(RenditionRole::Words, file, "application/json".to_owned(), words.len() as i64, sha256);
    Ok(Ok(manifest::store(worker, asset, &out, vec![made]).await?))
}
