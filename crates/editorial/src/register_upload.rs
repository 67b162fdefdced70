//! An original that was stored: its row, and the job that makes its renditions, in the caller's transaction.

use crate::Result;
use db::{
    Db, Write,
    assets::{self, AssetRow, NewAsset},
    jobs,
};
use domain::{AiLabel, AssetKind, Timestamp};
use serde::{Deserialize, Serialize};

/// The kinds of the jobs below.
pub const PICTURE_JOB: &str = "picture";
pub const VIDEO_JOB: &str = "video";
pub const FRAME_JOB: &str = "frame";
pub const LONG_IMAGE_JOB: &str = "long-image";
pub const H5_JOB: &str = "h5";

/// What the worker needs to know to make the renditions of a picture, the slices of a long image, or the files of an H5 page.
#[derive(Serialize)]
struct AssetJob {
    asset: i64,
}

/// What the worker needs to know to make the renditions of a video.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VideoJob {
    pub asset: i64,
    /// The label to write and burn into the renditions.
    pub ai: AiLabel,
    /// Who answers for the AI content; written beside the label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ai_producer: Option<String>,
}

/// The job that makes the renditions of an original is one row, under this key.
pub fn rendition_job_key(kind: AssetKind, asset: i64) -> String {
    match kind {
        AssetKind::Picture => format!("{PICTURE_JOB}:{asset}"),
        AssetKind::Video => format!("{VIDEO_JOB}:{asset}"),
        AssetKind::LongImage => format!("{LONG_IMAGE_JOB}:{asset}"),
        // Set by the job of its work, and never by itself.
        AssetKind::Sheet => format!("{}:{asset}", AssetKind::Sheet),
        AssetKind::H5 => format!("{H5_JOB}:{asset}"),
    }
}

/// Registers a video that is in the store, as an act of its own.
///
/// The same bytes uploaded twice are one asset, whoever uploads them. `new.key` is random and becomes the folder of its
/// renditions.
pub async fn register_video(db: &Db, now: Timestamp, new: NewAsset<'_>) -> Result<AssetRow> {
    let write = db.write(now).await?;
    let asset = register_upload(&write, NewAsset { kind: AssetKind::Video, ..new }).await?;
    write.commit().await?;
    Ok(asset)
}

/// The same in the caller's transaction, for originals of every kind.
pub(crate) async fn register_upload(write: &Write, new: NewAsset<'_>) -> Result<AssetRow> {
    let asset = match known(write, &new).await? {
        Some(asset) => asset,
        None => assets::add(write, new).await?,
    };
    if !asset.is_ready() {
        ask_renditions(write, &asset, asset.ai()?, None).await?;
    }
    Ok(asset)
}

/// Registers a picture that is only a part of a long image: nothing is made of it until somebody uses it otherwise.
pub(crate) async fn keep_part(write: &Write, new: NewAsset<'_>) -> Result<AssetRow> {
    match known(write, &new).await? {
        Some(asset) => Ok(asset),
        None => Ok(assets::keep(write, new).await?),
    }
}

/// The same bytes that were here before, now in the library of who brings them too where they were in none.
async fn known(write: &Write, new: &NewAsset<'_>) -> Result<Option<AssetRow>> {
    let found = assets::find(write, new.digest).await?;
    if let (Some(asset), Some(organisation)) = (&found, new.organisation) {
        assets::set_owner(write, asset.id, organisation, new.account).await?;
    }
    Ok(found)
}

/// Asks for the renditions of an original, with this label where it is a video.
pub(crate) async fn ask_renditions(write: &Write, asset: &AssetRow, ai: AiLabel, ai_producer: Option<String>) -> Result<()> {
    let kind = asset.kind()?;
    if kind == AssetKind::Sheet {
        return Ok(());
    }
    let key = rendition_job_key(kind, asset.id);
    if !asset.is_ready() {
        assets::set_pending(write, asset.id).await?;
    }
    match kind {
        AssetKind::Picture => {
            let payload = serde_json::to_string(&AssetJob { asset: asset.id }).map_err(anyhow::Error::from)?;
            jobs::ask(write, PICTURE_JOB, &key, &payload).await?;
        }
        AssetKind::LongImage | AssetKind::H5 => {
            let payload = serde_json::to_string(&AssetJob { asset: asset.id }).map_err(anyhow::Error::from)?;
            let job = if kind == AssetKind::H5 { H5_JOB } else { LONG_IMAGE_JOB };
            jobs::ask_in_turn(write, job, &key, &payload, jobs::SECONDS, asset.organisation_id).await?;
        }
        AssetKind::Video => {
            let (ai, ai_producer) = match (ai, ai_producer) {
                // What an act asked for while nothing was made yet stands; a second upload of the same bytes says nothing of it.
                (AiLabel::None, None) => wanted(write, &key).await?.unwrap_or((ai, None)),
                given => given,
            };
            let payload = VideoJob { asset: asset.id, ai, ai_producer };
            let payload = serde_json::to_string(&payload).map_err(anyhow::Error::from)?;
            jobs::ask_in_turn(write, VIDEO_JOB, &key, &payload, jobs::LONG, asset.organisation_id).await?;
        }
        AssetKind::Sheet => {}
    }
    Ok(())
}

async fn wanted(write: &Write, key: &str) -> Result<Option<(AiLabel, Option<String>)>> {
    let Some(job) = jobs::by_key(write, key).await? else { return Ok(None) };
    let VideoJob { ai, ai_producer, .. } = serde_json::from_str(&job.payload).map_err(anyhow::Error::from)?;
    Ok(Some((ai, ai_producer)))
}
