//! Editions: a published article is set in type when the machine has nothing better to do, and anew after it changed.

use crate::{Error, Renditions, Result, attach_renditions::log_asset};
use db::{
    Db,
    assets::{self, NewAsset},
    editions,
    jobs::{self, Finished, JobRow},
    works,
};
use domain::{AssetKind, Timestamp, WorkState};
use serde::{Deserialize, Serialize};

pub use db::editions::JOB as TYPESET_JOB;

/// What the worker needs to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypesetJob {
    pub work: i64,
}

/// Asks for an edition that is wanted; false where none is.
pub async fn ask_edition(db: &Db, now: Timestamp) -> Result<bool> {
    let Some(work) = editions::due(db).await? else { return Ok(false) };
    let write = db.write(now).await?;
    if editions::take(&write, work).await? {
        let payload = serde_json::to_string(&TypesetJob { work }).map_err(anyhow::Error::from)?;
        jobs::ask_in_turn(&write, TYPESET_JOB, &editions::job_key(work), &payload, jobs::SECONDS, None).await?;
    }
    write.commit().await?;
    Ok(true)
}

/// An article that was set; its sheet and files are in the store.
pub struct Edition<'a> {
    pub work: i64,
    /// The revision that was set, and when the work had last changed.
    pub revision: i64,
    pub updated_at: i64,
    /// SHA-256 of the sheet.
    pub digest: &'a str,
    /// The folder of the files.
    pub key: &'a str,
    /// Of the sheet.
    pub bytes: u64,
    pub made: Renditions,
}

/// Puts the edition beside its work and ends the job. A work that changed meanwhile keeps none: its turn comes again.
pub async fn attach_edition(db: &Db, now: Timestamp, job: &JobRow, edition: Edition<'_>) -> Result<()> {
    let mut write = db.write(now).await?;
    if jobs::finish_as(&write, job).await? == Finished::Lost {
        return Ok(());
    }
    let work = works::by_id(&write, edition.work).await?.ok_or_else(|| Error::refused("the work is not there any more"))?;
    let unchanged = work.published_revision == Some(edition.revision) && work.updated_at == edition.updated_at;
    if unchanged && work.state()? == WorkState::Published {
        let asset = match assets::find(&write, edition.digest).await? {
            Some(asset) => asset,
            None => {
                let name = format!("{}.json", work.slug);
                let new = NewAsset {
                    digest: edition.digest,
                    key: edition.key,
                    name: &name,
                    bytes: edition.bytes,
                    kind: AssetKind::Sheet,
                    organisation: None,
                    account: None,
                };
                assets::add(&write, new).await?
            }
        };
        assets::set_ready(&write, asset.id, edition.made.made, edition.made.files).await?;
        editions::set(&write, work.id, asset.id).await?;
        log_asset(&mut write, asset.id).await?;
    }
    write.commit().await?;
    Ok(())
}
