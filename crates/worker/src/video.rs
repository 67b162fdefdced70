//! The renditions of a video: made by `media-pipeline` in a folder of its own, stored under the asset's random key; first
//! what plays early, then the whole.
//!
//! The same job run twice gives the same files under the same names, so a worker killed anywhere does no harm.

use crate::{
    budget,
    ended::Words,
    hold::Progress,
    manifest, process,
    run::{Outcome, Worker},
    scratch::Scratch,
};
use anyhow::{Context, Result};
use db::{
    assets::{AssetRow, Made, NewRendition},
    jobs::{self, JobRow},
};
use domain::AssetKind;
use editorial::{FrameJob, Renditions, VideoJob, attach_playable, rendition_job_key};
use serde::Deserialize;
use std::{ffi::OsStr, path::Path};
use storage::Key;
use tokio::sync::mpsc;

pub(crate) const WORDS: Words = Words {
    doing: "处理这个视频",
    refused: "这个文件不能作为视频使用。请用剪辑软件重新导出为 MP4（H.264）后再上传。",
    remedy: "请缩短视频，或用剪辑软件重新导出为 MP4（H.264，不超过 1080P）后再上传。",
};

/// What `probe` says, as far as it matters here.
#[derive(Deserialize)]
struct Probed {
    duration_ms: Option<i64>,
}

/// A line of progress; `done` from 0 to 1.
#[derive(Deserialize)]
pub(crate) struct Line {
    pub(crate) event: String,
    #[serde(default)]
    done: f64,
    #[serde(default)]
    seconds_left: Option<f64>,
}

/// Tells the log of each tenth, so that whoever looks at it sees a film come along.
struct Tenths<'a> {
    name: &'a str,
    told: u32,
}

impl Tenths<'_> {
    fn tell(&mut self, line: &Line) {
        let tenth = (line.done.clamp(0.0, 1.0) * 10.0) as u32;
        if tenth > self.told {
            self.told = tenth;
            let left = line.seconds_left.map(|seconds| seconds.round() as u64);
            tracing::info!(file = self.name, percent = tenth * 10, seconds_left = left, "a video is being processed");
        }
    }
}

pub(crate) async fn run(
    worker: &Worker,
    job: &JobRow,
    asset: &AssetRow,
    progress: &Progress,
) -> Result<Result<Renditions, Outcome>> {
    let order: VideoJob = serde_json::from_str(&job.payload).context("the job's payload cannot be read")?;
    let scratch = Scratch::new(&worker.scratch, job.id, job.attempts)?;
    let (input, out) = (scratch.path().join("input"), scratch.path().join("out"));
    progress.say(r#"{"step":"probe","done":0.0,"of":1.0,"rungs":[],"seconds_left":null}"#.to_owned());
    worker.storage.to_file(&Key::original(&asset.digest.parse()?), &input).await?;

    let probe = ["probe".as_ref(), input.as_os_str()];
    let (ended, said) = process::ask(&worker.pipeline, &probe, scratch.path(), budget::probe(asset.bytes)).await?;
    if let Err(outcome) = ended.into_result(job.attempts, &WORDS) {
        return Ok(Err(outcome));
    }
    let Probed { duration_ms } = serde_json::from_str(&said).context("media-pipeline probe said no JSON")?;

    let ai = order.ai.code();
    let mut arguments: Vec<&OsStr> = vec!["video".as_ref(), input.as_os_str(), out.as_os_str()];
    let largest = worker.pipeline.largest.to_string();
    arguments.extend(["--progress", "json", "--largest", &largest, "--ai", ai].map(OsStr::new));
    if let Some(producer) = &order.ai_producer {
        arguments.extend(["--ai-producer", producer].map(OsStr::new));
    }
    let time = budget::video(duration_ms, asset.bytes);
    let (say, mut said) = mpsc::channel::<String>(process::LINES);
    let mut tenths = Tenths { name: &asset.name, told: 0 };
    let listen = async {
        while let Some(line) = said.recv().await {
            let Ok(said) = serde_json::from_str::<Line>(&line) else { continue };
            match said.event.as_str() {
                "progress" => {
                    tenths.tell(&said);
                    progress.say(line);
                }
                "playable" => playable(worker, job, asset, &order, &out).await,
                _ => {}
            }
        }
    };
    let (ended, ()) = tokio::join!(process::run(&worker.pipeline, &arguments, scratch.path(), time, say), listen);
    if let Err(outcome) = ended?.into_result(job.attempts, &WORDS) {
        return Ok(Err(outcome));
    }
    Ok(Ok(renditions(worker, asset, &order, &out, "manifest.json").await?))
}

/// What plays early may fail without harm: the whole is to come.
async fn playable(worker: &Worker, job: &JobRow, asset: &AssetRow, order: &VideoJob, out: &Path) {
    let attached = async {
        let renditions = renditions(worker, asset, order, out, "preview.json").await?;
        anyhow::Ok(attach_playable(&worker.db, (worker.clock)(), job, asset.id, renditions).await?)
    };
    if let Err(error) = attached.await {
        tracing::warn!(job = job.id, error = format!("{error:#}"), "the preview was left out");
    }
}

async fn renditions(worker: &Worker, asset: &AssetRow, order: &VideoJob, out: &Path, name: &str) -> Result<Renditions> {
    let (manifest, text) = manifest::read(out, name).await?;
    let (width, height) = manifest.sides();
    let duration_ms = manifest.duration();
    let files = manifest::store(worker, asset, out, manifest.renditions).await?;
    Ok(Renditions { made: Made { width, height, duration_ms, manifest: Some(text), ai: order.ai }, files })
}

/// Who stands in the labels of the film's other files: named in the order of its ladder, which stays when it is done.
async fn producer(worker: &Worker, asset: &AssetRow) -> Result<Option<String>> {
    let ladder = jobs::with_keys(&worker.db, &[rendition_job_key(AssetKind::Video, asset.id)]).await?.pop();
    let order = ladder.and_then(|job| serde_json::from_str::<VideoJob>(&job.payload).ok());
    Ok(order.and_then(|order| order.ai_producer))
}

/// The poster of one frame.
pub(crate) async fn frame(worker: &Worker, job: &JobRow, asset: &AssetRow) -> Result<Result<Vec<NewRendition>, Outcome>> {
    let FrameJob { at, .. } = serde_json::from_str(&job.payload).context("the job's payload cannot be read")?;
    let scratch = Scratch::new(&worker.scratch, job.id, job.attempts)?;
    let (input, out) = (scratch.path().join("input"), scratch.path().join("out"));
    worker.storage.to_file(&Key::original(&asset.digest.parse()?), &input).await?;
    let at_text = at.to_string();
    let ai = asset.ai.as_str();
    let mut arguments: Vec<&OsStr> = vec!["frame".as_ref(), input.as_os_str(), out.as_os_str()];
    let largest = worker.pipeline.largest.to_string();
    arguments.extend(["--at", &at_text, "--largest", &largest, "--ai", ai].map(OsStr::new));
    let producer = producer(worker, asset).await?;
    if let Some(producer) = &producer {
        arguments.extend(["--ai-producer", producer].map(OsStr::new));
    }
    let (ended, _) = process::ask(&worker.pipeline, &arguments, scratch.path(), budget::frame(asset.bytes)).await?;
    if let Err(outcome) = ended.into_result(job.attempts, &WORDS) {
        return Ok(Err(outcome));
    }
    let (manifest, _) = manifest::read(&out, "manifest.json").await?;
    let mut posters = manifest::store(worker, asset, &out, manifest.renditions).await?;
    posters.iter_mut().for_each(|poster| poster.at_ms = Some(at.into()));
    Ok(Ok(posters))
}
