//! The words in a long image, read by a machine: a draft for whoever writes its text version.

use crate::Result;
use db::{Db, assets, jobs};
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
