//! An edition: a published article set in type by `media-pipeline` in a folder of its own, its files stored under a random key.
//!
//! The sheet is made of what is published now; a work that changes meanwhile is set again.

use crate::{
    ended::Words,
    hold::{Kept, Progress, hold},
    manifest::{self, File},
    process,
    run::{ATTEMPTS, Outcome, Worker},
    scratch::Scratch,
    sheet,
};
use anyhow::{Context, Result};
use db::{
    assets::{Made, NewRendition},
    editions,
    jobs::JobRow,
    works::{self, Published},
};
use domain::{AiLabel, Digest, RenditionRole, SlicedFile};
use editorial::{Edition, Renditions, TypesetJob, attach_edition};
use serde::Deserialize;
use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    time::Duration,
};
use storage::AssetKey;
use tokio::sync::watch;

/// An article takes half a second; a hang is noticed all the same.
const TIME: Duration = Duration::from_secs(150);

const WORDS: Words =
    Words { doing: "排版这篇文章", refused: "这篇文章排不了版。", remedy: "请把文章分成几篇。" };

/// What is printed on every sheet, and how.
#[derive(Clone, Debug)]
pub struct Typesetting {
    /// The name of the site.
    pub site: String,
    /// Its address, without a slash at the end.
    pub base: String,
    /// Templates that go before those of `media-pipeline`.
    pub templates: Option<PathBuf>,
}

/// What `media-pipeline typeset` says it made, as far as it is stored.
#[derive(Deserialize)]
struct Set {
    long_image: SlicedFile,
    print: Print,
    card: SlicedFile,
}

#[derive(Deserialize)]
struct Print {
    file: String,
    media_type: String,
    bytes: i64,
    sha256: Digest,
}

/// What is to be written down.
struct Ready {
    digest: Digest,
    key: AssetKey,
    bytes: u64,
    made: Made,
    files: Vec<NewRendition>,
}

pub(crate) async fn run(worker: &Worker, job: &JobRow, stop: watch::Receiver<bool>) -> Result<Outcome> {
    if job.attempts > ATTEMPTS {
        return Ok(Outcome::GiveUp(format!("排版中断了{ATTEMPTS}次，已停止。请联系管理员。")));
    }
    let TypesetJob { work } = serde_json::from_str(&job.payload)?;
    let Some(published) = works::published(&worker.db, work).await? else {
        return Ok(Outcome::GiveUp("作品已不再公开，不再排版。".to_owned()));
    };
    let progress = Progress::default();
    let ready = match hold(worker, job, &progress, stop, make(worker, job, &worker.typesetting, &published)).await? {
        Kept::Finished(Ok(ready)) => ready,
        Kept::Finished(Err(outcome)) | Kept::Ended(outcome) => return Ok(outcome),
    };
    let edition = Edition {
        work,
        revision: published.revision.id,
        updated_at: published.work.updated_at,
        digest: ready.digest.as_str(),
        key: ready.key.as_str(),
        bytes: ready.bytes,
        made: Renditions { made: ready.made, files: ready.files },
    };
    attach_edition(&worker.db, (worker.clock)(), job, edition).await?;
    Ok(Outcome::Done)
}

async fn make(worker: &Worker, job: &JobRow, typesetting: &Typesetting, published: &Published) -> Result<Result<Ready, Outcome>> {
    let scratch = Scratch::new(&worker.scratch, job.id, job.attempts)?;
    let Some(sheet) = sheet::of(worker, typesetting, published, scratch.path()).await? else {
        return Ok(Err(Outcome::Retry("a picture of the article is not ready".to_owned())));
    };
    let json = sheet.to_json().into_bytes();
    let (bytes, place) = (json.len() as u64, scratch.path().join("sheet.json"));
    tokio::fs::write(&place, &json).await.context("the sheet cannot be written")?;
    let out = scratch.path().join("out");
    let mut arguments: Vec<&OsStr> = vec!["typeset".as_ref(), place.as_os_str(), out.as_os_str()];
    if let Some(templates) = &typesetting.templates {
        arguments.extend(["--templates".as_ref(), templates.as_os_str()]);
    }
    let (ended, _) = process::ask(&worker.pipeline, &arguments, scratch.path(), TIME).await?;
    if let Err(outcome) = ended.into_result(job.attempts, &WORDS) {
        return Ok(Err(outcome));
    }
    let original = worker.storage.put_original(json).await?;
    let key = match editions::same(&worker.db, original.digest.as_str()).await? {
        Some(asset) => asset.key.parse()?,
        None => AssetKey::from_entropy((worker.dice)()),
    };
    let (set, text) = read(&out).await?;
    let made = Made {
        width: set.long_image.width as i32,
        height: set.long_image.height as i32,
        duration_ms: None,
        manifest: Some(text),
        ai: AiLabel::None,
    };
    let files = manifest::store_under(worker, &key, &out, set.files()).await?;
    Ok(Ok(Ready { digest: original.digest, key, bytes, made, files }))
}

async fn read(out: &Path) -> Result<(Set, String)> {
    let text = tokio::fs::read_to_string(out.join("manifest.json")).await.context("media-pipeline left no manifest")?;
    Ok((serde_json::from_str(&text).context("the manifest of an edition cannot be read")?, text))
}

impl Set {
    fn files(self) -> Vec<File> {
        let print = self.print;
        vec![
            File::picture(RenditionRole::Typeset, self.long_image),
            File::plain(RenditionRole::Print, print.file, print.media_type, print.bytes, print.sha256),
            File::picture(RenditionRole::Card, self.card),
        ]
    }
}
