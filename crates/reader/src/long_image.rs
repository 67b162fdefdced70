//! From the rows of a long image to how it stands in its page.

use crate::links::MediaAt;
use anyhow::{Context, Result};
use db::{Db, asset_library};
use domain::{WorkContent, WorkKind};
use pages::LongImage;

/// `None` of a work that is none. `at` says where its files stand.
///
/// # Errors
/// Where a published long image lacks what it cannot be shown without: nothing like it is published, so it is our fault.
pub async fn of(db: &Db, content: &WorkContent, at: MediaAt) -> Result<Option<LongImage>> {
    if content.kind != WorkKind::LongImage {
        return Ok(None);
    }
    let image = content.long_image.as_ref().context("a long image without its picture")?;
    let found = asset_library::by_digest(db, image.original.as_str()).await?;
    let asset = found.context("a long image whose original is not here")?;
    let sliced = serde_json::from_str(asset.manifest.as_deref().context("a long image without its manifest")?)?;
    Ok(Some(LongImage::new(sliced, &image.panels, |file| at(&asset.key, file))))
}
