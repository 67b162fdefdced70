//! `liangyi work`: the back room as a process of its own.

use crate::say::say;
use crate::{open, settings::Settings};
use anyhow::Result;
use db::jobs::Lane;

pub async fn run(settings: &Settings, once: bool) -> Result<()> {
    let db = open::database(settings).await?;
    let worker = open::worker(settings, &db, &open::store(settings)?, false)?;
    if once {
        let drained = worker.drain(Lane::Any, |_| {}).await?;
        say!("jobs: {} done, {} not", drained.done, drained.refused);
    } else {
        tracing::info!("the worker waits for jobs");
        worker.run(stopped()).await;
    }
    db.close().await
}

/// Resolved at SIGINT or SIGTERM.
pub async fn stopped() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut interrupt), Ok(mut terminate)) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate())) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}
