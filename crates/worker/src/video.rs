//! The renditions of a video: made by `media-pipeline` in a folder of its own, stored under the asset's random key; first
//! what plays early, then the whole.
//!
//! The same job run twice gives the same files under the same names, so a worker killed anywhere does no harm.

use crate::{
    hold::Progress,
    manifest,
    process::{self, Ended},
    run::{Outcome, Worker},
    scratch::Scratch,
};
use anyhow::{Context, Result};
use db::{
    assets::{AssetRow, Made, NewRendition},
    jobs::JobRow,
};
use editorial::{FrameJob, Renditions, VideoJob, attach_playable};
use serde::Deserialize;
use std::{ffi::OsStr, path::Path, time::Duration};
use storage::Key;
use tokio::sync::mpsc;

/// To say what a file is, and to make one poster.
const PROBE: Duration = Duration::from_secs(60);
const FRAME: Duration = Duration::from_secs(120);
/// A slow machine with the heaviest source takes less than this for a second of film; a hang is noticed all the same.
const FOR_A_START: Duration = Duration::from_secs(120);
const FOR_A_SECOND: u32 = 40;
/// The length that a film is given here which does not say its own.
const UNKNOWN_MS: i64 = 600_000;
/// However long the film says it is.
const AT_MOST: Duration = Duration::from_secs(12 * 3600);

const NO_VIDEO: &str = "这个文件不能作为视频使用。请用剪辑软件重新导出为 MP4（H.264）后再上传。";

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

/// How long a film of this length may take.
pub(crate) fn budget(duration_ms: i64) -> Duration {
    let film = Duration::from_millis(duration_ms.max(0) as u64);
    FOR_A_START.saturating_add(film.saturating_mul(FOR_A_SECOND)).min(AT_MOST)
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
    let (ended, said) = process::ask(&worker.pipeline, &probe, scratch.path(), PROBE).await?;
    if let Err(outcome) = ended.into_result(PROBE) {
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
    let limit = budget(duration_ms.unwrap_or(UNKNOWN_MS));
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
    let (ended, ()) = tokio::join!(process::run(&worker.pipeline, &arguments, scratch.path(), limit, say), listen);
    if let Err(outcome) = ended?.into_result(limit) {
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
    let (ended, _) = process::ask(&worker.pipeline, &arguments, scratch.path(), FRAME).await?;
    if let Err(outcome) = ended.into_result(FRAME) {
        return Ok(Err(outcome));
    }
    let (manifest, _) = manifest::read(&out, "manifest.json").await?;
    let mut posters = manifest::store(worker, asset, &out, manifest.renditions).await?;
    posters.iter_mut().for_each(|poster| poster.at_ms = Some(at.into()));
    Ok(Ok(posters))
}

impl Ended {
    /// Each way to end other than well, with a reason in words and the remedy.
    pub(crate) fn into_result(self, limit: Duration) -> Result<(), Outcome> {
        Err(match self {
            Self::Done => return Ok(()),
            Self::Refused(reason) => Outcome::GiveUp(reason.unwrap_or_else(|| NO_VIDEO.to_owned())),
            Self::Failed(why) => Outcome::Retry(why),
            Self::Killed(signal) => Outcome::GiveUp(format!(
                "处理这个视频时程序被中止（信号 {signal}）：文件已损坏，或需要的内存、时间超出了上限。\
                 请用剪辑软件重新导出为 MP4（H.264，不超过 1080P）后再上传。"
            )),
            Self::TimedOut => Outcome::GiveUp(format!(
                "处理这个视频超过了{}分钟，已停止。请缩短视频，或重新导出为 MP4（H.264，不超过 1080P）后再上传。",
                limit.as_secs().div_ceil(60)
            )),
        })
    }
}
