//! The player of a short video that is not published yet; none while its renditions are being made.

use super::Places;
use anyhow::Result;
use db::{
    Db,
    assets::{self, AssetRow, RenditionRow},
};
use domain::{Poster, RenditionRole, WorkContent};
use pages::{Measures, Player, VideoFile};

pub async fn player(db: &Db, content: &WorkContent, places: &Places) -> Result<Option<Player>> {
    let Some(video) = content.video.clone() else { return Ok(None) };
    let Some((asset, rows)) = assets::with_renditions(db, &[video.original.as_str()]).await?.pop() else { return Ok(None) };
    let Some(measures) = measures(&asset) else { return Ok(None) };
    let mut chosen = Vec::new();
    match &video.poster {
        Some(Poster::At(ms)) => {
            for row in rows.iter().filter(|row| row.at_ms == Some(i64::from(*ms))) {
                chosen.extend(Some(file(&asset, row, places)?).filter(|file| file.role == RenditionRole::Poster));
            }
        }
        Some(Poster::Picture(digest)) => {
            if let Some((picture, rows)) = assets::with_renditions(db, &[digest.as_str()]).await?.pop() {
                for row in &rows {
                    chosen.push(file(&picture, row, places)?);
                }
            }
        }
        None => {}
    }
    let own = rows.iter().filter(|row| row.at_ms.is_none()).map(|row| file(&asset, row, places)).collect::<Result<Vec<_>>>()?;
    // Not everything that a page needs is made while something can be watched already.
    let player = Player::new(&content.slug, video, measures, own, chosen).ok();
    Ok(player.map(|player| player.captions_at(|language| format!("{}{language}", places.captions))))
}

fn file(asset: &AssetRow, row: &RenditionRow, places: &Places) -> Result<VideoFile> {
    Ok(VideoFile {
        role: row.role()?,
        url: format!("{}/{}/{}", places.media, asset.key, row.file),
        media_type: row.media_type.clone(),
        width: row.width.max(0) as u32,
        height: row.height.max(0) as u32,
        bytes: row.bytes.max(0) as u64,
        codec: row.codec.clone(),
    })
}

fn measures(asset: &AssetRow) -> Option<Measures> {
    let manifest: serde_json::Value = serde_json::from_str(asset.manifest.as_deref()?).ok()?;
    Some(Measures {
        width: asset.width?.try_into().ok()?,
        height: asset.height?.try_into().ok()?,
        duration_ms: asset.duration_ms?.try_into().ok()?,
        colour: manifest["placeholder"].as_str().map(str::to_owned),
        thumbhash: manifest["thumbhash"].as_str().map(str::to_owned),
    })
}
