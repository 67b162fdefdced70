//! The lane of what waits for other machines: many deliveries at once, so that an endpoint which does not answer holds up no
//! other.

use crate::run::{IDLE, Worker};
use db::jobs::{JobRow, Lane};
use std::time::Duration;
use tokio::{sync::watch, task::JoinSet};

const AT_ONCE: usize = 32;

/// Until it is asked to stop; what is under way then is put back for another worker.
pub(crate) async fn run(worker: Worker, mut stop: watch::Receiver<bool>) {
    let mut under_way = JoinSet::new();
    loop {
        while under_way.try_join_next().is_some() {}
        let claimed = if under_way.len() < AT_ONCE { worker.claim(Lane::Network).await } else { Ok(None) };
        let wait = match claimed {
            Ok(Some(job)) => {
                under_way.spawn(one(worker.clone(), job, stop.clone()));
                Duration::ZERO
            }
            Ok(None) => IDLE,
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "the queue of deliveries cannot be read");
                IDLE
            }
        };
        tokio::select! {
            biased;
            _ = stop.wait_for(|stop| *stop) => break,
            () = tokio::time::sleep(wait) => {}
        }
    }
    under_way.join_all().await;
}

async fn one(worker: Worker, job: JobRow, stop: watch::Receiver<bool>) {
    if let Err(error) = worker.end(&job, stop).await {
        // Its lease runs out, and it is tried again.
        tracing::error!(job = job.id, error = format!("{error:#}"), "what came of a delivery cannot be written down");
    }
}
