//! The model that settles the order of the first results, from the folder that the settings name.

use crate::settings::Settings;
use anyhow::{Context, Result, ensure};
use search::{Index, Reranker};
use std::{path::Path, time::Duration};

/// The model, and how long it may take with each search; nothing where none is set.
///
/// # Errors
/// Where the files are no model that can be used, or it is too slow to judge even one text in its time.
pub fn open(settings: &Settings) -> Result<Option<(Reranker, Duration)>> {
    let Some(folder) = &settings.reranker else { return Ok(None) };
    let time = Duration::from_millis(settings.reranker_time);
    let reranker = read(folder)?;
    ensure!(
        reranker.pace() < time,
        "the model in {} (LIANGYI_RERANKER) takes {} ms for one text, and LIANGYI_RERANKER_TIME allows {} ms for a search: take \
         a smaller model, or allow more",
        folder.display(),
        reranker.pace().as_millis(),
        time.as_millis()
    );
    Ok(Some((reranker, time)))
}

pub fn read(folder: &Path) -> Result<Reranker> {
    Reranker::open(folder).with_context(|| format!("no model can be read from {} (LIANGYI_RERANKER)", folder.display()))
}

/// A model that cannot be used is told, and searching goes on without.
pub fn join(settings: &Settings, index: &Index) {
    match open(settings) {
        Ok(Some((reranker, time))) => {
            tracing::info!(pace_ms = reranker.pace().as_millis() as u64, "the first results are put in order by a model");
            index.rerank_with(reranker, time);
        }
        Ok(None) => {}
        Err(error) => tracing::warn!(error = format!("{error:#}"), "results are not put in order by a model"),
    }
}
