//! `liangyi work`: the back room as a process of its own.

use crate::say::say;
use crate::{open, settings::Settings, stop::Stop};
use anyhow::Result;
use db::jobs::Lane;

pub async fn run(settings: &Settings, once: bool) -> Result<()> {
    let stop = Stop::listen()?;
    let db = open::database(settings).await?;
    let worker = open::worker(settings, &db, &open::store(settings)?, false).await?;
    if once {
        let drained = worker.drain(Lane::Any, |_| {}).await?;
        say!("jobs: {} done, {} not", drained.done, drained.refused);
    } else {
        tracing::info!("the worker waits for jobs");
        worker.run(stop.any()).await;
    }
    db.close().await
}
