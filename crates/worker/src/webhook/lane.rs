//! The lane of what waits for other machines: many deliveries at once, so that an endpoint which does not answer holds up no
//! other.

use crate::run::{IDLE, Worker};
use db::jobs::{JobRow, Lane, PARTNERS};
use std::time::Duration;
use tokio::{sync::watch, task::JoinSet};

const AT_ONCE: usize = 32;
/// Of these, for subscribers of feeds: who they are is known to nobody, and the rest is left to partners.
const OF_SUBSCRIBERS: usize = 16;

/// Until it is asked to stop; what is under way then is put back for another worker.
pub(crate) async fn run(worker: Worker, mut stop: watch::Receiver<bool>) {
    let (mut partners, mut subscribers) = (JoinSet::new(), JoinSet::new());
    loop {
        for under_way in [&mut partners, &mut subscribers] {
            while under_way.try_join_next().is_some() {}
        }
        let lane = if subscribers.len() < OF_SUBSCRIBERS { Lane::Network } else { Lane::Partners };
        let is_full = partners.len() + subscribers.len() >= AT_ONCE;
        let claimed = if is_full { Ok(None) } else { worker.claim(lane).await };
        let wait = match claimed {
            Ok(Some(job)) => {
                let under_way = if job.priority <= PARTNERS { &mut partners } else { &mut subscribers };
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
    partners.join_all().await;
    subscribers.join_all().await;
}

async fn one(worker: Worker, job: JobRow, stop: watch::Receiver<bool>) {
    if let Err(error) = worker.end(&job, stop).await {
        // Its lease runs out, and it is tried again.
        tracing::error!(job = job.id, error = format!("{error:#}"), "what came of a delivery cannot be written down");
    }
}
