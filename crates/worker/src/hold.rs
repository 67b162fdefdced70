//! Holding a job while it runs: its lease is prolonged every second, and whoever wants it stopped is heard within one.

use crate::run::{Outcome, Worker, later};
use anyhow::Result;
use db::{jobs, jobs::Held, jobs::JobRow};
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::watch;

/// How long a worker may be silent before its job is taken for abandoned.
pub(crate) const LEASE: Duration = Duration::from_secs(30);
const BEAT: Duration = Duration::from_secs(1);

/// The latest words of a running program on how far it is, on their way to the job's row.
#[derive(Clone, Default)]
pub(crate) struct Progress(Arc<Mutex<Option<String>>>);

impl Progress {
    /// JSON.
    pub fn say(&self, json: String) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(json);
    }

    fn take(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// What came of work that was held.
pub(crate) enum Kept<T> {
    Finished(T),
    /// It was dropped in the middle.
    Ended(Outcome),
}

/// Does `work` while prolonging the lease. `work` is dropped in the middle, and with it the process it waits for, where
/// the job is cancelled or lost, or the worker is asked to stop.
pub(crate) async fn hold<T>(
    worker: &Worker,
    job: &JobRow,
    progress: &Progress,
    mut stop: watch::Receiver<bool>,
    work: impl Future<Output = Result<T>>,
) -> Result<Kept<T>> {
    let beats = async {
        loop {
            let lease_end = later((worker.clock)(), LEASE);
            match jobs::renew(&worker.db, job, lease_end, progress.take().as_deref()).await {
                Ok(Held::Yes) => {}
                Ok(Held::Cancelled) => return Outcome::GiveUp(editorial::CANCELLED.to_owned()),
                Ok(Held::Lost) => return Outcome::Lost,
                // The lease outlasts many of these.
                Err(error) => tracing::warn!(job = job.id, error = format!("{error:#}"), "the lease could not be prolonged"),
            }
            tokio::time::sleep(BEAT).await;
        }
    };
    let stopped = async {
        // A worker that cannot be asked to stop is never asked.
        if stop.wait_for(|stop| *stop).await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    // Side by side, so that a beat that waits for the database does not hold up what holds the database.
    tokio::select! {
        done = work => Ok(Kept::Finished(done?)),
        ended = beats => Ok(Kept::Ended(ended)),
        () = stopped => Ok(Kept::Ended(Outcome::Interrupted)),
    }
}
