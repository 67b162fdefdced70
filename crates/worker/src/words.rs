//! The words in a long image: read by `media-pipeline` from its parts, stored beside its slices.

use crate::{
    hold::Progress,
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
use domain::{Digest, PartList, RenditionRole};
use sha2::{Digest as _, Sha256};
use std::{ffi::OsStr, time::Duration};
use storage::Key;

/// Some 300 characters are read in a second.
const TIME: Duration = Duration::from_secs(30 * 60);
/// What the words are called in the folder of the slices; their hash follows.
const NAME: &str = "words";

pub(crate) async fn run(
    worker: &Worker,
    job: &JobRow,
    asset: &AssetRow,
    _progress: &Progress,
) -> Result<Result<Vec<NewRendition>, Outcome>> {
    let scratch = Scratch::new(&worker.scratch, job.id, job.attempts)?;
    let list = worker.storage.get(&Key::original(&asset.digest.parse()?)).await?;
    let list = PartList::read(&list).context("the list of the parts cannot be read")?;
    let mut inputs = Vec::with_capacity(list.parts.len());
    for (i, part) in list.parts.iter().enumerate() {
        let input = scratch.path().join(format!("part-{}", i + 1));
        worker.storage.to_file(&Key::original(part), &input).await?;
        inputs.push(input);
    }
    let out = scratch.path().join("out");
    let mut arguments: Vec<&OsStr> = vec!["words".as_ref(), inputs[0].as_os_str(), out.as_os_str()];
    arguments.extend(inputs[1..].iter().flat_map(|input| ["--next".as_ref(), input.as_os_str()]));
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
    let made = File {
        role: RenditionRole::Words,
        file,
        media_type: "application/json".to_owned(),
        width: None,
        height: None,
        bytes: words.len() as i64,
        sha256,
        codec: None,
        bit_rate: None,
        duration_ms: None,
        language: None,
    };
    Ok(Ok(manifest::store(worker, asset, &out, vec![made]).await?))
}
