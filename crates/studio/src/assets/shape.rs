//! An original as the app shows it.

use super::standing::{self, Arrival, Rights, Standing, UsedBy};
use crate::{Problem, Session, allow, clock};
use anyhow::Result;
use db::{
    Db,
    assets::{self, AssetRow, RenditionRow},
    jobs::{self, JobRow},
};
use domain::{AssetKind, RenditionRole, Right, Sliced, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct Asset {
    id: i64,
    /// picture, video, long-image or h5
    kind: String,
    name: String,
    /// SHA-256 of the original.
    digest: String,
    bytes: i64,
    /// pending, ready, failed, or kept: a part of a long image, of which nothing is made by itself
    state: String,
    /// Why it failed, in words.
    #[schema(required)]
    reason: Option<String>,
    /// As shown: turned upright, with square pixels.
    #[schema(required)]
    width: Option<i32>,
    #[schema(required)]
    height: Option<i32>,
    #[schema(required)]
    duration_ms: Option<i64>,
    /// Its average colour, `#rrggbb`.
    #[schema(required)]
    placeholder: Option<String>,
    /// none, assisted or generated: the label that is in the renditions.
    ai: String,
    created_at: String,
    /// Something can be watched already.
    playable: bool,
    #[schema(required)]
    playlist: Option<String>,
    #[schema(required)]
    progressive: Option<String>,
    posters: Vec<Poster>,
    /// WebVTT whose cues name places in a picture.
    #[schema(required)]
    storyboard: Option<String>,
    captions_found: Vec<CaptionsFound>,
    /// Of a long image, from top to bottom.
    slices: Vec<Slice>,
    warnings: Vec<Warning>,
    #[schema(required)]
    job: Option<AssetJob>,
    /// The works that name it, as far as this account may see them.
    used_by: Vec<UsedBy>,
    /// Null where nobody said anything of them.
    #[schema(required)]
    rights: Option<Rights>,
    /// Each time that somebody brought these bytes, the first one first.
    arrivals: Vec<Arrival>,
}

/// A poster of a video, or a size of a picture.
#[derive(Serialize, ToSchema)]
pub struct Poster {
    url: String,
    width: i32,
    height: i32,
    /// The frame at so many milliseconds, where an editor asked for it.
    #[schema(required)]
    at: Option<i64>,
}

/// A piece of a long image: from row `top` on, as wide as the picture.
#[derive(Serialize, ToSchema)]
pub struct Slice {
    top: u32,
    height: u32,
    /// Wide enough to read.
    url: String,
}

#[derive(Serialize, ToSchema)]
pub struct CaptionsFound {
    #[schema(required)]
    language: Option<String>,
    url: String,
}

#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct Warning {
    code: String,
    // Manifests of pictures have another word for it.
    #[serde(alias = "text")]
    message: String,
}

#[derive(Serialize, ToSchema)]
pub struct AssetJob {
    /// waiting, running, done or given-up
    state: String,
    attempts: i32,
    #[schema(required)]
    reason: Option<String>,
    #[schema(required)]
    progress: Option<Progress>,
    /// Jobs before it.
    ahead: usize,
    /// It runs no longer, though it did not end: the machine was restarted, and it waits to be taken up again.
    stalled: bool,
}

/// As `media-pipeline` says it.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct Progress {
    step: String,
    done: f64,
    of: f64,
    #[serde(default)]
    rungs: Vec<Rung>,
    #[serde(default)]
    #[schema(required)]
    seconds_left: Option<f64>,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct Rung {
    name: String,
    done: f64,
}

/// What of a manifest an editor sees.
#[derive(Default, Deserialize)]
struct Manifest {
    #[serde(default)]
    placeholder: Option<String>,
    #[serde(default)]
    warnings: Vec<Warning>,
}

/// These originals, in their order.
pub(crate) async fn of(db: &Db, session: &Session, rows: Vec<AssetRow>) -> Result<Vec<Asset>, Problem> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut renditions: HashMap<i64, Vec<RenditionRow>> = HashMap::new();
    for row in assets::renditions_of(db, &ids).await? {
        renditions.entry(row.asset_id).or_default().push(row);
    }
    let keys: Vec<_> = rows.iter().map(key).collect::<Result<_>>()?;
    let mut jobs: HashMap<String, JobRow> =
        jobs::with_keys(db, &keys).await?.into_iter().map(|job| (job.key.clone(), job)).collect();
    let ahead = if jobs.values().any(|job| job.state == jobs::WAITING) { jobs::ahead(db).await? } else { HashMap::new() };
    let mut standings = standing::of(db, session, &ids).await?;
    let assets = rows.into_iter().zip(keys).map(|(row, key)| {
        let job = jobs.remove(&key).map(|job| of_job(&ahead, job));
        let (own, mut standing) = (renditions.remove(&row.id).unwrap_or_default(), standings.remove(&row.id).unwrap_or_default());
        if row.organisation_id.is_some_and(|place| !allow::at(session, place, Right::SeeAssets)) {
            standing.rights = standing.rights.map(Rights::for_others);
        }
        asset(row, own, job, standing)
    });
    Ok(assets.collect())
}

fn key(row: &AssetRow) -> Result<String> {
    Ok(editorial::rendition_job_key(row.kind()?, row.id))
}

/// A worker prolongs its lease of thirty seconds each second: one that has fewer milliseconds left was silent for ten.
const SILENT_MS: i64 = 20_000;

fn of_job(ahead: &HashMap<i64, usize>, job: JobRow) -> AssetJob {
    let left = job.leased_until.map(|until| until - clock::now().0);
    AssetJob {
        stalled: job.state == jobs::RUNNING && left.is_none_or(|left| left < SILENT_MS),
        ahead: ahead.get(&job.id).copied().unwrap_or(0),
        state: job.state,
        attempts: job.attempts,
        reason: job.reason,
        progress: job.progress.and_then(|text| serde_json::from_str(&text).ok()),
    }
}

fn asset(row: AssetRow, renditions: Vec<RenditionRow>, job: Option<AssetJob>, standing: Standing) -> Asset {
    let manifest: Manifest = row.manifest.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let url = |r: &RenditionRow| format!("/api/studio/v1/media/{}/{}", row.key, r.file);
    let with = |role: RenditionRole| renditions.iter().filter(move |r| r.role == role.code());
    let one = |role: RenditionRole| with(role).next().map(url);
    let pictures = with(RenditionRole::Picture).chain(with(RenditionRole::Poster));
    let posters = pictures.map(|r| Poster { url: url(r), width: r.width, height: r.height, at: r.at_ms }).collect();
    let slices = if row.kind == AssetKind::LongImage.code() { slices(&row) } else { Vec::new() };
    let captions = with(RenditionRole::Captions);
    let captions_found = captions.map(|r| CaptionsFound { language: r.language.clone(), url: url(r) }).collect();
    let (playlist, progressive) = (one(RenditionRole::Playlist), one(RenditionRole::Progressive));
    Asset {
        playable: playlist.is_some() || progressive.is_some(),
        storyboard: one(RenditionRole::StoryboardTrack),
        playlist,
        progressive,
        posters,
        captions_found,
        slices,
        placeholder: manifest.placeholder,
        warnings: manifest.warnings,
        created_at: Timestamp(row.created_at).rfc3339(),
        id: row.id,
        kind: row.kind,
        name: row.name,
        digest: row.digest,
        bytes: row.bytes,
        state: row.state,
        reason: row.reason,
        // An H5 page has no measures of its own.
        width: row.width.filter(|width| *width > 0),
        height: row.height.filter(|height| *height > 0),
        duration_ms: row.duration_ms,
        ai: row.ai,
        job,
        used_by: standing.used_by,
        rights: standing.rights,
        arrivals: standing.arrivals,
    }
}

/// A slice is shown in the width that a desk has room for.
const SLICE_WIDTH: u32 = 720;

fn slices(row: &AssetRow) -> Vec<Slice> {
    let sliced = row.manifest.as_deref().and_then(|text| serde_json::from_str::<Sliced>(text).ok());
    let slices = sliced.into_iter().flat_map(|sliced| sliced.slices);
    let shown = slices.filter_map(|slice| {
        let fits = slice.renditions.iter().find(|file| file.width >= SLICE_WIDTH).or(slice.renditions.last())?;
        let url = format!("/api/studio/v1/media/{}/{}", row.key, fits.file);
        Some(Slice { top: slice.top, height: slice.height, url })
    });
    shown.collect()
}
