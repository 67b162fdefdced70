//! One attempt to tell another machine something, and how it is written down. What is told stands in `webhook` and `hub`.

use crate::{
    hold::LEASE,
    run::{Outcome, Worker, later},
};
use anyhow::Result;
use db::{
    Write,
    jobs::{self, Finished, Held, JobRow},
};
use std::time::Duration;
use tokio::sync::watch;

/// For name, connection and answer together; shorter than the lease of a job.
pub(crate) const TIME: Duration = Duration::from_secs(10);

/// The attempt, dropped in the middle where the worker is asked to stop: what it tells may then come twice.
pub(crate) async fn unless(mut stop: watch::Receiver<bool>, attempt: impl Future<Output = Result<Outcome>>) -> Result<Outcome> {
    tokio::select! {
        ended = attempt => ended,
        _ = stop.wait_for(|stop| *stop) => Ok(Outcome::Interrupted),
    }
}

/// Ends the job together with `effect`; neither counts where another worker has the job by now.
pub(crate) async fn finish(
    worker: &Worker,
    job: &JobRow,
    outcome: Outcome,
    effect: impl AsyncFnOnce(&Write) -> Result<()>,
) -> Result<Outcome> {
    let write = worker.db.write((worker.clock)()).await?;
    if jobs::finish_as(&write, job).await? == Finished::Lost {
        return Ok(Outcome::Lost);
    }
    effect(&write).await?;
    write.commit().await?;
    Ok(outcome)
}

/// The attempt failed; there is another one after `wait`.
pub(crate) async fn again(worker: &Worker, job: &JobRow, wait: Duration, reason: &str) -> Result<Outcome> {
    let now = (worker.clock)();
    if jobs::renew(&worker.db, job, later(now, LEASE), None).await? == Held::Lost {
        return Ok(Outcome::Lost);
    }
    let write = worker.db.write(now).await?;
    jobs::retry(&write, job.id, later(now, wait), reason).await?;
    write.commit().await?;
    Ok(Outcome::NotDone)
}
