//! Claiming jobs by lease, one after the other; a job whose worker died is claimed again when its lease runs out.

use crate::picture;
use anyhow::Result;
use db::{Db, jobs, jobs::JobRow};
use domain::Timestamp;
use editorial::PICTURE_JOB;
use std::{path::PathBuf, time::Duration};
use storage::Storage;
use tracing::Instrument;

/// Longer than any picture may take.
const LEASE: Duration = Duration::from_secs(180);
/// Between looks at an empty queue.
const IDLE: Duration = Duration::from_millis(500);
/// A job that fails for no fault of its file is given up after so many attempts.
const ATTEMPTS: i32 = 5;

/// What the worker needs; cheap to clone.
#[derive(Clone)]
pub struct Worker {
    pub db: Db,
    pub storage: Storage,
    /// The program that turns untrusted files into renditions.
    pub media_pipeline: PathBuf,
    pub clock: fn() -> Timestamp,
}

/// How a job ends.
pub(crate) enum Outcome {
    /// Written down together with its effect.
    Done,
    /// Not the file's fault: again later.
    Retry(String),
    /// Never possible; the reason in words.
    GiveUp(String),
}

/// What a drain did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drained {
    pub done: usize,
    pub refused: usize,
}

impl Worker {
    /// Runs jobs until `stop` is resolved; the one that runs then is finished first.
    pub async fn run(&self, stop: impl Future<Output = ()>) {
        tokio::pin!(stop);
        loop {
            let ran = match self.next().await {
                Ok(ran) => ran.is_some(),
                Err(error) => {
                    tracing::error!(error = format!("{error:#}"), "the queue of jobs cannot be read");
                    false
                }
            };
            let wait = if ran { Duration::ZERO } else { IDLE };
            tokio::select! {
                () = &mut stop => return,
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    /// Runs every job that is due, calling `progress` after each, and returns when there is none left.
    pub async fn drain(&self, mut progress: impl FnMut(&Drained)) -> Result<Drained> {
        let mut drained = Drained::default();
        while let Some(done) = self.next().await? {
            if done {
                drained.done += 1;
            } else {
                drained.refused += 1;
            }
            progress(&drained);
        }
        Ok(drained)
    }

    /// Runs one job: `None` where none was due, otherwise whether it was done.
    async fn next(&self) -> Result<Option<bool>> {
        let now = (self.clock)();
        let Some(job) = jobs::claim(&self.db, now, later(now, LEASE)).await? else { return Ok(None) };
        let span = tracing::info_span!("job", id = job.id, kind = job.kind);
        let outcome = match job.kind.as_str() {
            // Its worker died each time, perhaps of it.
            _ if job.attempts > ATTEMPTS => {
                Ok(Outcome::GiveUp(format!("处理中断了{ATTEMPTS}次，已停止。请换一个文件，或联系管理员。")))
            }
            PICTURE_JOB => picture::run(self, &job).instrument(span).await,
            other => Ok(Outcome::GiveUp(format!("no worker of this version knows jobs of kind {other}"))),
        };
        let outcome = outcome.unwrap_or_else(|error| Outcome::Retry(format!("{error:#}")));
        self.close(&job, outcome).await.map(Some)
    }

    async fn close(&self, job: &JobRow, outcome: Outcome) -> Result<bool> {
        let now = (self.clock)();
        match outcome {
            Outcome::Done => Ok(true),
            Outcome::GiveUp(reason) => self.give_up(job, now, &reason).await,
            Outcome::Retry(reason) if job.attempts >= ATTEMPTS => {
                tracing::error!(job = job.id, reason, "given up after {ATTEMPTS} attempts");
                self.give_up(job, now, &reason).await
            }
            Outcome::Retry(reason) => {
                tracing::warn!(job = job.id, attempt = job.attempts, reason, "will be tried again");
                let write = self.db.write(now).await?;
                // 2 s, 4 s, 8 s …: long enough for what was in the way to go, short enough to be waited for.
                jobs::retry(&write, job.id, later(now, Duration::from_secs(1 << job.attempts.clamp(1, 10))), &reason).await?;
                write.commit().await?;
                Ok(false)
            }
        }
    }

    async fn give_up(&self, job: &JobRow, now: Timestamp, reason: &str) -> Result<bool> {
        match picture::asset_of(job) {
            Some(asset) => editorial::refuse_picture(&self.db, now, job.id, asset, reason).await?,
            None => {
                let write = self.db.write(now).await?;
                jobs::give_up(&write, job.id, reason).await?;
                write.commit().await?;
            }
        }
        Ok(false)
    }
}

fn later(now: Timestamp, by: Duration) -> Timestamp {
    Timestamp(now.0 + by.as_millis() as i64)
}
