//! The picture that stands on a work's card: the poster of a short video, the cover of a long image, otherwise the first
//! picture of the text.

use crate::{Db, sql::places};
use anyhow::{Context, Result};
use domain::{Poster, WorkContent, WorkKind};
use sea_orm::FromQueryResult;
use std::collections::{BTreeSet, HashMap};

/// One size of a picture; it stands at `/media/{key}/{file}`.
#[derive(Clone, Debug, FromQueryResult)]
pub struct PictureFile {
    pub work_id: i64,
    pub key: String,
    pub file: String,
    pub media_type: String,
    /// In pixels, like the height.
    pub width: i32,
    pub height: i32,
    pub bytes: i64,
    kind: String,
    revision: Option<i64>,
    asset_id: i64,
    digest: String,
    role: String,
    at_ms: Option<i64>,
}

/// What the published revision says of the pictures, as it is stored.
#[derive(FromQueryResult)]
struct Said {
    id: i64,
    content: String,
    body: String,
}

/// The sizes of each work's picture, narrowest first, by the work's id; a work without a picture is left out.
///
/// A body is looked into only where a work shows several pictures.
pub async fn pictures(db: &Db, ids: &[i64]) -> Result<HashMap<i64, Vec<PictureFile>>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = format!(
        "SELECT s.work_id, a.key, r.file, r.media_type, r.width, r.height, r.bytes, w.kind, w.published_revision AS revision, \
         a.id AS asset_id, a.digest, r.role, r.at_ms \
         FROM work_assets s JOIN works w ON w.id = s.work_id JOIN assets a ON a.id = s.asset_id \
         JOIN renditions r ON r.asset_id = a.id \
         WHERE s.work_id IN ({}) AND r.role IN ('picture', 'cover', 'poster') ORDER BY s.work_id, r.width, r.id",
        places(1, ids.len())
    );
    let files: Vec<PictureFile> = db.all(&sql, ids.iter().map(|id| (*id).into())).await?;
    let mut by_work: HashMap<i64, Vec<PictureFile>> = HashMap::new();
    for file in files {
        by_work.entry(file.work_id).or_default().push(file);
    }
    let open: Vec<i64> = by_work.values().filter(|files| !is_settled(files)).filter_map(|files| files[0].revision).collect();
    let said = said(db, &open).await?;
    let mut pictures = HashMap::new();
    for (work, files) in by_work {
        let said = files[0].revision.and_then(|id| said.get(&id));
        let chosen = choose(files, said)?;
        if !chosen.is_empty() {
            pictures.insert(work, chosen);
        }
    }
    Ok(pictures)
}

/// True where there is only one picture to choose from.
fn is_settled(files: &[PictureFile]) -> bool {
    let originals: BTreeSet<i64> = files.iter().map(|f| f.asset_id).collect();
    originals.len() == 1 && files.iter().all(|f| f.at_ms.is_none())
}

async fn said(db: &Db, revisions: &[i64]) -> Result<HashMap<i64, Said>> {
    if revisions.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = format!("SELECT id, content, body FROM work_revisions WHERE id IN ({})", places(1, revisions.len()));
    let rows: Vec<Said> = db.all(&sql, revisions.iter().map(|id| (*id).into())).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

fn choose(files: Vec<PictureFile>, said: Option<&Said>) -> Result<Vec<PictureFile>> {
    match files[0].kind.parse()? {
        WorkKind::LongImage => Ok(files.into_iter().filter(|f| f.role == "cover").collect()),
        WorkKind::ShortVideo => poster(files, said),
        WorkKind::Article | WorkKind::H5 => Ok(first(files, said)),
    }
}

/// As the player shows it: the editor's choice where its files are here, otherwise the pipeline's.
fn poster(files: Vec<PictureFile>, said: Option<&Said>) -> Result<Vec<PictureFile>> {
    let content: Option<WorkContent> =
        said.map(|said| serde_json::from_str(&said.content).context("a revision that cannot be read")).transpose()?;
    let chosen: Vec<PictureFile> = match content.and_then(|content| content.video).and_then(|video| video.poster) {
        Some(Poster::At(ms)) => files.iter().filter(|f| f.at_ms == Some(i64::from(ms))).cloned().collect(),
        Some(Poster::Picture(digest)) => files.iter().filter(|f| f.digest == digest.as_str()).cloned().collect(),
        None => Vec::new(),
    };
    if !chosen.is_empty() {
        return Ok(chosen);
    }
    Ok(files.into_iter().filter(|f| f.role == "poster" && f.at_ms.is_none()).collect())
}

/// Of several pictures, the one that the text names first.
fn first(files: Vec<PictureFile>, said: Option<&Said>) -> Vec<PictureFile> {
    let place = |file: &PictureFile| said.and_then(|said| said.body.find(&file.digest)).unwrap_or(usize::MAX);
    let pictures = || files.iter().filter(|f| f.role == "picture");
    let Some(original) = pictures().min_by_key(|f| (place(f), f.asset_id)).map(|f| f.asset_id) else { return Vec::new() };
    pictures().filter(|f| f.asset_id == original).cloned().collect()
}
