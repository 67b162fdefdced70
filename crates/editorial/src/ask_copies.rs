//! A published long image as one file to take along, and as tiles for viewers that go into depth: made when a worker has
//! nothing else to do.

use crate::Result;
use db::{Db, assets, jobs};
use domain::Timestamp;
use serde::Serialize;

/// The kind of such jobs.
pub const COPIES_JOB: &str = "copies";

#[derive(Serialize)]
struct CopiesJob {
    asset: i64,
}

/// Asks for the copies of one published long image that has none yet; false where there is none.
pub async fn ask_copies(db: &Db, now: Timestamp) -> Result<bool> {
    let Some(asset) = assets::without_copies(db).await? else { return Ok(false) };
    let write = db.write(now).await?;
    let payload = serde_json::to_string(&CopiesJob { asset: asset.id }).map_err(anyhow::Error::from)?;
    let key = format!("{COPIES_JOB}:{}", asset.id);
    jobs::ask_in_turn(&write, COPIES_JOB, &key, &payload, jobs::LONG, asset.organisation_id).await?;
    write.commit().await?;
    Ok(true)
}
