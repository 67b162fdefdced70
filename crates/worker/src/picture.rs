//! The renditions of a picture: made by `media-pipeline` in a folder of its own, stored under the asset's random key.
//!
//! The same job run twice gives the same files under the same names, so a worker killed anywhere does no harm.

use crate::run::{Outcome, Worker};
use anyhow::{Context, Result, bail};
use db::{
    assets::{AssetRow, NewRendition},
    jobs::JobRow,
};
use editorial::{PICTURE_JOB, PictureJob, Renditions, attach_renditions};
use serde::Deserialize;
use std::{path::Path, process::Stdio, time::Duration};
use storage::{AssetKey, Key};
use tokio::process::Command;

/// A picture takes a second or two; the process has limits of its own, this is the last one.
const TIME: Duration = Duration::from_secs(90);

/// What `media-pipeline` calls a refusal.
const REFUSED: i32 = 3;

#[derive(Deserialize)]
struct Manifest {
    input: Input,
    renditions: Vec<File>,
}

#[derive(Deserialize)]
struct Input {
    width: i32,
    height: i32,
}

#[derive(Deserialize)]
struct File {
    file: String,
    media_type: String,
    width: i32,
    height: i32,
    bytes: i64,
    sha256: String,
}

/// The last line of standard output of a refusal.
#[derive(Deserialize)]
struct Refusal {
    reason: String,
}

pub(crate) fn asset_of(job: &JobRow) -> Option<i64> {
    (job.kind == PICTURE_JOB).then(|| serde_json::from_str::<PictureJob>(&job.payload).ok()).flatten().map(|j| j.asset)
}

pub(crate) async fn run(worker: &Worker, job: &JobRow) -> Result<Outcome> {
    let PictureJob { asset } = serde_json::from_str(&job.payload).context("the job's payload cannot be read")?;
    let asset = {
        let write = worker.db.write((worker.clock)()).await?;
        db::assets::by_id(&write, asset).await?
    };
    let Some(asset) = asset else { return Ok(Outcome::GiveUp("the picture is no longer here".to_owned())) };

    let folder = tempfile::tempdir().context("no temporary folder")?;
    let (input, out) = (folder.path().join("input"), folder.path().join("out"));
    let original = Key::original(&asset.digest.parse()?);
    tokio::fs::write(&input, worker.storage.get(&original).await?).await.context("cannot write the temporary file")?;

    let mut command = Command::new(&worker.media_pipeline);
    command.arg("picture").arg(&input).arg(&out).current_dir(folder.path()).env_clear();
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true).process_group(0);
    let started = command.spawn().with_context(|| format!("cannot start {}", worker.media_pipeline.display()))?;
    let Ok(ended) = tokio::time::timeout(TIME, started.wait_with_output()).await else {
        return Ok(Outcome::GiveUp(format!("处理这张图片超过了{}秒，已停止。请换一张较小或重新导出的图片。", TIME.as_secs())));
    };
    let ended = ended?;
    match ended.status.code() {
        Some(0) => {
            let renditions = store(worker, &asset, &out).await?;
            attach_renditions(&worker.db, (worker.clock)(), job.id, asset.id, renditions).await?;
            Ok(Outcome::Done)
        }
        Some(REFUSED) => Ok(Outcome::GiveUp(refusal(&ended.stdout))),
        Some(1) => Ok(Outcome::Retry(String::from_utf8_lossy(&ended.stderr).trim().to_owned())),
        Some(code) => bail!("media-pipeline ended with {code}: {}", String::from_utf8_lossy(&ended.stderr).trim()),
        // Ended by a signal: a limit on memory, time or size at work.
        None => Ok(Outcome::GiveUp("处理这张图片需要的内存或时间超出了上限。请换一张较小的图片。".to_owned())),
    }
}

/// The reason in words, for the editor.
fn refusal(stdout: &[u8]) -> String {
    let text = String::from_utf8_lossy(stdout);
    let last = text.lines().rev().find_map(|line| serde_json::from_str::<Refusal>(line).ok());
    last.map_or_else(|| "这个文件不能作为图片使用。".to_owned(), |r| r.reason)
}

/// Copies the files into the store, before anything names them.
async fn store(worker: &Worker, asset: &AssetRow, out: &Path) -> Result<Renditions> {
    let manifest = tokio::fs::read(out.join("manifest.json")).await.context("media-pipeline left no manifest")?;
    let manifest: Manifest = serde_json::from_slice(&manifest).context("the manifest cannot be read")?;
    let key: AssetKey = asset.key.parse()?;
    let mut files = Vec::with_capacity(manifest.renditions.len());
    for file in manifest.renditions {
        let bytes =
            tokio::fs::read(out.join(&file.file)).await.with_context(|| format!("media-pipeline did not write {}", file.file))?;
        if storage::digest(&bytes).as_str() != file.sha256 {
            bail!("{} differs from what the manifest says of it", file.file);
        }
        worker.storage.put(&Key::rendition(&key, &file.file)?, bytes).await?;
        files.push(NewRendition {
            file: file.file,
            media_type: file.media_type,
            width: file.width,
            height: file.height,
            bytes: file.bytes,
            digest: file.sha256,
        });
    }
    Ok(Renditions { width: manifest.input.width, height: manifest.input.height, files })
}
