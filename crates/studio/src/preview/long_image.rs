//! A long image that is not published yet; none while it is being sliced.

use super::Places;
use anyhow::Result;
use db::{Db, asset_library};
use domain::WorkContent;
use pages::LongImage;

pub async fn of(db: &Db, content: &WorkContent, places: &Places) -> Result<Option<LongImage>> {
    let Some(image) = &content.long_image else { return Ok(None) };
    let Some(asset) = asset_library::by_digest(db, image.original.as_str()).await? else { return Ok(None) };
    let Some(sliced) = asset.manifest.as_deref().and_then(|text| serde_json::from_str(text).ok()) else { return Ok(None) };
    Ok(Some(LongImage::new(sliced, &image.panels, |file| format!("{}/{}/{file}", places.media, asset.key))))
}
