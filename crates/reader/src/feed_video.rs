//! The film of a short video as feeds carry it.

use crate::feed_entries::is_withheld;
use anyhow::{Context, Result};
use db::{Db, assets};
use domain::{RenditionRole, WorkContent};
use feeds::Video;
use pages::{Site, address};

/// `None` of a work that is no video, and of a film that we may not hand on any more.
pub async fn video(db: &Db, site: &Site, content: &WorkContent) -> Result<Option<Video>> {
    let Some(video) = &content.video else { return Ok(None) };
    if is_withheld(db, video.original.as_str()).await? {
        return Ok(None);
    }
    let found = assets::with_renditions(db, &[video.original.as_str()]).await?.pop();
    let (asset, files) = found.context("a short video whose original is not here")?;
    let role = |role: RenditionRole| files.iter().filter(move |file| file.role == role.code());
    // Nothing is published without one; while it is made anew the old one stays.
    let Some(file) = role(RenditionRole::Progressive).next() else { return Ok(None) };
    let media = |name: &str| site.absolute(&address::media_of_copy(&asset.key, name)).parse();
    let plain = role(RenditionRole::Poster).filter(|poster| poster.media_type == "image/jpeg").max_by_key(|poster| poster.width);
    let mut captions = Vec::with_capacity(video.captions.len());
    for track in &video.captions {
        let at = site.absolute(&address::captions(&content.slug, track.language));
        captions.push((track.language, at.parse()?));
    }
    Ok(Some(Video {
        file: media(&file.file)?,
        media_type: file.media_type.clone(),
        bytes: file.bytes.max(0) as u64,
        duration_ms: asset.duration_ms.unwrap_or_default().clamp(0, i64::from(u32::MAX)) as u32,
        width: file.width.max(0) as u32,
        height: file.height.max(0) as u32,
        sha256: file.digest.clone(),
        poster: plain.map(|poster| media(&poster.file)).transpose()?,
        captions,
    }))
}
