//! From the rows of a long image to how it stands in its page.

use crate::links::MediaAt;
use anyhow::{Context, Result};
use db::{
    Db, asset_library,
    assets::{self, AssetRow},
};
use domain::{RenditionRole, WorkContent, WorkKind};
use pages::{LongImage, VideoFile, address};

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
    let shown = LongImage::new(sliced, &image.panels, |file| at(&asset.key, file));
    let whole = copy(db, &asset, RenditionRole::Whole, at).await?;
    let credentials = copy(db, &asset, RenditionRole::Credited, at).await?;
    // Both are made by one job.
    let levels = whole.is_some().then(|| format!("{}/info.json", address::iiif(&asset.key)));
    Ok(Some(LongImage { whole, credentials, levels, ..shown }))
}

/// One of the files that are made beside the slices; `None` while it is not.
async fn copy(db: &Db, asset: &AssetRow, role: RenditionRole, at: MediaAt) -> Result<Option<VideoFile>> {
    let file = assets::of_role(db, asset.id, role).await?.into_iter().next();
    Ok(file.map(|file| VideoFile {
        role,
        url: at(&asset.key, &file.file),
        media_type: file.media_type,
        width: file.width as u32,
        height: file.height as u32,
        bytes: file.bytes.max(0) as u64,
        codec: None,
    }))
}
