//! From a kind of job to what makes it, and from how it ended to what is written down.

use crate::{
    av1::{self, Av1},
    copies, h5_page,
    hold::{LEASE, Progress},
    long_image, picture,
    run::{ATTEMPTS, Outcome, Worker, later},
    video, words,
};
use anyhow::Result;
use db::{
    assets::{AssetRow, NewRendition},
    jobs::{self, Held, JobRow},
};
use domain::Timestamp;
use editorial::{
    AV1_JOB, Attached, COPIES_JOB, FRAME_JOB, H5_JOB, LONG_IMAGE_JOB, PICTURE_JOB, Renditions, VIDEO_JOB, WORDS_JOB, attach_av1,
    attach_beside, attach_frame, attach_original, attach_renditions, refuse_asset,
};
use serde::Deserialize;
use std::time::Duration;

/// Between attempts while the object storage does not answer.
const OUTAGE: Duration = Duration::from_secs(15);

/// What a job made; its files are in the store.
pub(crate) enum Made {
    Picture(Renditions),
    /// A video, a long image or an H5 page: works may wait for it.
    Awaited(Renditions),
    Frame(Vec<NewRendition>),
    Av1(Av1),
    /// Of a long image, beside its slices: its words, or copies.
    Beside(Vec<NewRendition>),
}

/// What every payload says.
#[derive(Deserialize)]
struct Payload {
    asset: i64,
}

pub(crate) fn asset_of(job: &JobRow) -> Option<i64> {
    let known =
        [PICTURE_JOB, VIDEO_JOB, FRAME_JOB, AV1_JOB, LONG_IMAGE_JOB, WORDS_JOB, COPIES_JOB, H5_JOB].contains(&job.kind.as_str());
    known.then(|| serde_json::from_str::<Payload>(&job.payload).ok()).flatten().map(|payload| payload.asset)
}

pub(crate) async fn make(worker: &Worker, job: &JobRow, asset: &AssetRow, progress: &Progress) -> Result<Result<Made, Outcome>> {
    Ok(match job.kind.as_str() {
        PICTURE_JOB => picture::run(worker, job, asset).await?.map(Made::Picture),
        VIDEO_JOB => video::run(worker, job, asset, progress).await?.map(Made::Awaited),
        LONG_IMAGE_JOB => long_image::run(worker, job, asset, progress).await?.map(Made::Awaited),
        WORDS_JOB => words::run(worker, job, asset).await?.map(Made::Beside),
        COPIES_JOB => copies::run(worker, job, asset).await?.map(Made::Beside),
        H5_JOB => h5_page::run(worker, asset, progress).await?.map(Made::Awaited),
        AV1_JOB => av1::run(worker, job, asset, progress).await?.map(Made::Av1),
        _ => video::frame(worker, job, asset).await?.map(Made::Frame),
    })
}

pub(crate) async fn attach(worker: &Worker, job: &JobRow, asset: i64, made: Made) -> Result<Outcome> {
    let now = (worker.clock)();
    match made {
        Made::Picture(renditions) => attach_renditions(&worker.db, now, job.id, asset, renditions).await?,
        Made::Beside(files) => attach_beside(&worker.db, now, job, asset, files).await?,
        Made::Frame(posters) => attach_frame(&worker.db, now, job, asset, posters).await?,
        Made::Av1(Av1 { onto, files }) => attach_av1(&worker.db, now, job, asset, &onto, files).await?,
        Made::Awaited(renditions) => {
            if attach_original(&worker.db, now, job, asset, renditions).await? == Attached::Lost {
                return Ok(Outcome::Lost);
            }
        }
    }
    Ok(Outcome::Done)
}

/// Writes down how the job ended, where that is not done already; true where it is done.
pub(crate) async fn close(worker: &Worker, job: &JobRow, outcome: Outcome) -> Result<bool> {
    let now = (worker.clock)();
    if matches!(outcome, Outcome::GiveUp(_) | Outcome::Retry(_) | Outcome::Await(_))
        && jobs::renew(&worker.db, job, later(now, LEASE), None).await? == Held::Lost
    {
        // What another worker makes of it counts.
        return Ok(false);
    }
    match outcome {
        Outcome::Done => Ok(true),
        Outcome::NotDone => Ok(false),
        Outcome::Lost => {
            tracing::warn!(job = job.id, "another worker has the job");
            Ok(false)
        }
        Outcome::Interrupted => {
            let write = worker.db.write(now).await?;
            jobs::put_back(&write, job).await?;
            write.commit().await?;
            Ok(false)
        }
        Outcome::Await(reason) => {
            tracing::warn!(job = job.id, reason, "waits for the object storage");
            let write = worker.db.write(now).await?;
            jobs::wait(&write, job, later(now, OUTAGE), &reason).await?;
            write.commit().await?;
            Ok(false)
        }
        Outcome::GiveUp(reason) => give_up(worker, job, now, &reason).await,
        Outcome::Retry(reason) if job.attempts >= ATTEMPTS => {
            tracing::error!(job = job.id, reason, "given up after {ATTEMPTS} attempts");
            let told = if job.kind == PICTURE_JOB { reason } else { tired() };
            give_up(worker, job, now, &told).await
        }
        Outcome::Retry(reason) => {
            tracing::warn!(job = job.id, attempt = job.attempts, reason, "will be tried again");
            let write = worker.db.write(now).await?;
            // 2 s, 4 s, 8 s …: long enough for what was in the way to go, short enough to be waited for.
            jobs::retry(&write, job.id, later(now, Duration::from_secs(1 << job.attempts.clamp(1, 10))), &reason).await?;
            write.commit().await?;
            Ok(false)
        }
    }
}

/// The machine's own words are in the log.
fn tired() -> String {
    format!("服务器处理这个文件时{ATTEMPTS}次都没有成功，问题可能出在服务器（例如磁盘已满）。请联系管理员，稍后再点“重新处理”。")
}

async fn give_up(worker: &Worker, job: &JobRow, now: Timestamp, reason: &str) -> Result<bool> {
    match asset_of(job).filter(|_| [PICTURE_JOB, VIDEO_JOB, LONG_IMAGE_JOB, H5_JOB].contains(&job.kind.as_str())) {
        Some(asset) => refuse_asset(&worker.db, now, job, asset, reason).await?,
        None => {
            let write = worker.db.write(now).await?;
            jobs::give_up(&write, job.id, reason).await?;
            write.commit().await?;
        }
    }
    Ok(false)
}
