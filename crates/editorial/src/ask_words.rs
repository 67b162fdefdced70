//! The words in a long image, read by a machine: a draft for whoever writes its text version.

use crate::{Result, attach_renditions::log_asset};
use db::{Db, assets, assets::NewRendition, jobs, jobs::Finished, jobs::JobRow};
use domain::Timestamp;
use serde::Serialize;

/// The kind of such jobs.
pub const WORDS_JOB: &str = "words";

#[derive(Serialize)]
struct WordsJob {
    asset: i64,
}

/// Asks for the words of one long image that nobody has read yet; false where there is none.
pub async fn ask_words(db: &Db, now: Timestamp) -> Result<bool> {
    let Some(asset) = assets::without_words(db).await? else { return Ok(false) };
    let write = db.write(now).await?;
    let payload = serde_json::to_string(&WordsJob { asset: asset.id }).map_err(anyhow::Error::from)?;
    let key = format!("{WORDS_JOB}:{}", asset.id);
    jobs::ask_in_turn(&write, WORDS_JOB, &key, &payload, jobs::LONG, asset.organisation_id).await?;
    write.commit().await?;
    Ok(true)
}

/// Puts the words beside the slices and ends the job.
pub async fn attach_words(db: &Db, now: Timestamp, job: &JobRow, asset: i64, words: Vec<NewRendition>) -> Result<()> {
    let mut write = db.write(now).await?;
    assets::by_id(&write, asset).await?;
    if jobs::finish_as(&write, job).await? == Finished::Lost {
        return Ok(());
    }
    assets::add_renditions(&write, asset, words).await?;
    log_asset(&mut write, asset).await?;
    write.commit().await?;
    Ok(())
}
