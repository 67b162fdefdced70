//! An original that was stored: its row, and the job that makes its renditions, in the caller's transaction.

use crate::Result;
use db::{
    Write,
    assets::{self, AssetRow},
    jobs,
};
use domain::Digest;
use serde::{Deserialize, Serialize};

/// The kind of the job below.
pub const PICTURE_JOB: &str = "picture";

/// What the worker needs to know to make the renditions of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureJob {
    pub asset: i64,
}

/// The same bytes uploaded twice are one asset. `key` is random and becomes the folder of its renditions.
pub(crate) async fn register_upload(write: &Write, digest: &Digest, key: &str, name: &str, bytes: u64) -> Result<AssetRow> {
    let asset = match assets::find(write, digest.as_str()).await? {
        Some(asset) => asset,
        None => assets::add(write, digest.as_str(), key, name, bytes).await?,
    };
    if asset.state != assets::READY {
        let payload = serde_json::to_string(&PictureJob { asset: asset.id }).map_err(anyhow::Error::from)?;
        jobs::ask(write, PICTURE_JOB, &format!("picture:{}", asset.id), &payload).await?;
    }
    Ok(asset)
}
