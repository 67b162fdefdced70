//! From the rows of a short video to its player.

use crate::cards::bare;
use anyhow::{Context, Result};
use db::{
    Db,
    assets::{self, AssetRow, RenditionRow},
    videos,
};
use domain::{Language, Poster, RenditionRole, Slug, Video, WorkContent, WorkKind};
use pages::{Measures, Player, Site, Tile, VideoFile, address, place};
use serde::Deserialize;

/// Videos of the same campaign below the player.
const NEXT: usize = 3;

/// `None` of a work that is no video. `from` is what the address says of where to begin.
///
/// # Errors
/// Where a published video lacks what it cannot be shown without: nothing like it is published, so it is our fault.
pub async fn player(db: &Db, site: &Site, work_id: i64, content: &WorkContent, from: Option<&str>) -> Result<Option<Player>> {
    if content.kind != WorkKind::ShortVideo {
        return Ok(None);
    }
    let video = content.video.clone().context("a short video without its video")?;
    let (asset, files) = found(db, video.original.as_str()).await?.context("a short video whose original is not here")?;
    let files = files.iter().map(|row| file(&asset, row)).collect::<Result<Vec<_>>>()?;
    let poster = poster(db, &video, &asset, files.clone()).await?;
    let files = files.into_iter().filter(|(_, at)| at.is_none()).map(|(file, _)| file).collect();
    let player = Player::new(&content.slug, video, measures(&asset)?, files, poster)?;
    let (next, campaign) = next(db, site, work_id, content.language).await?;
    Ok(Some(player.starting_at(from.and_then(place::parse)).followed_by(next, campaign)))
}

async fn found(db: &Db, digest: &str) -> Result<Option<(AssetRow, Vec<RenditionRow>)>> {
    Ok(assets::with_renditions(db, &[digest]).await?.pop())
}

/// A file and, of a poster that an editor asked for, the place of its frame in milliseconds.
type Placed = (VideoFile, Option<i64>);

fn file(asset: &AssetRow, row: &RenditionRow) -> Result<Placed> {
    let file = VideoFile {
        role: row.role()?,
        url: address::media(&asset.key, &row.file),
        media_type: row.media_type.clone(),
        width: row.width.max(0) as u32,
        height: row.height.max(0) as u32,
        bytes: row.bytes.max(0) as u64,
        codec: row.codec.clone(),
    };
    Ok((file, row.at_ms))
}

/// The files of the poster that the editor chose; none where it is the pipeline's choice, or is not made yet.
async fn poster(db: &Db, video: &Video, asset: &AssetRow, files: Vec<Placed>) -> Result<Vec<VideoFile>> {
    match &video.poster {
        None => Ok(Vec::new()),
        Some(Poster::At(ms)) => {
            let chosen = |(file, at): Placed| (at == Some(i64::from(*ms)) && file.role == RenditionRole::Poster).then_some(file);
            Ok(files.into_iter().filter_map(chosen).collect())
        }
        Some(Poster::Picture(digest)) if digest.as_str() == asset.digest => Ok(Vec::new()),
        Some(Poster::Picture(digest)) => {
            let Some((picture, rows)) = found(db, digest.as_str()).await? else { return Ok(Vec::new()) };
            rows.iter().map(|row| Ok(file(&picture, row)?.0)).collect()
        }
    }
}

/// What of the manifest concerns the page.
#[derive(Deserialize)]
struct Manifest {
    placeholder: Option<String>,
    thumbhash: Option<String>,
}

fn measures(asset: &AssetRow) -> Result<Measures> {
    let manifest = asset.manifest.as_deref().context("a short video without its manifest")?;
    let manifest: Manifest = serde_json::from_str(manifest).context("a manifest that cannot be read")?;
    Ok(Measures {
        width: u32::try_from(asset.width.context("a short video without a width")?)?,
        height: u32::try_from(asset.height.context("a short video without a height")?)?,
        duration_ms: u32::try_from(asset.duration_ms.context("a short video without a duration")?)?,
        colour: manifest.placeholder,
        thumbhash: manifest.thumbhash,
    })
}

async fn next(db: &Db, site: &Site, work_id: i64, language: Language) -> Result<(Vec<pages::WorkCard>, Option<Tile>)> {
    let Some((campaign, works)) = videos::next_in_campaign(db, work_id, NEXT).await? else { return Ok((Vec::new(), None)) };
    let slug: Slug = campaign.slug.parse()?;
    let label = site.words_for(language).name(&campaign.name, campaign.name_en.as_deref()).to_owned();
    Ok((bare(db, site, works, false).await?, Some(Tile { label, href: address::campaign(&slug), count: 0 })))
}
