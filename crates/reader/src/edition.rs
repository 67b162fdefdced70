//! The files that an article became when it was set in type.

use anyhow::Result;
use db::{Db, assets::RenditionRow, editions};
use domain::RenditionRole;
use pages::{Edition, VideoFile, address};

/// `None` of a work that was not set, or not yet.
pub async fn of(db: &Db, work_id: i64) -> Result<Option<Edition>> {
    let Some((asset, files)) = editions::of_work(db, work_id).await? else { return Ok(None) };
    let find =
        |role: RenditionRole| files.iter().find(|file| file.role == role.code()).map(|file| of_row(file, role, &asset.key));
    let found = (find(RenditionRole::Print), find(RenditionRole::Typeset), find(RenditionRole::Card));
    Ok(match found {
        (Some(print), Some(long_image), Some(card)) => Some(Edition { print, long_image, card }),
        _ => None,
    })
}

fn of_row(file: &RenditionRow, role: RenditionRole, key: &str) -> VideoFile {
    VideoFile {
        role,
        url: address::media(key, &file.file),
        media_type: file.media_type.clone(),
        width: file.width as u32,
        height: file.height as u32,
        bytes: file.bytes as u64,
        codec: None,
    }
}
