//! What `media-pipeline` says it made, and its files on their way into the store.

use crate::run::Worker;
use anyhow::{Context, Result};
use db::assets::{AssetRow, NewRendition};
use domain::{AiLabel, Digest, RenditionRole, Sliced, SlicedFile};
use serde::Deserialize;
use std::path::Path;
use storage::{AssetKey, Key};

/// `manifest.json`, or `preview.json`, which has the same form.
#[derive(Debug, Deserialize)]
pub struct Manifest {
    /// In pixels, as it is seen; of a picture they stand in `input`.
    #[serde(default)]
    pub width: Option<i32>,
    #[serde(default)]
    pub height: Option<i32>,
    #[serde(default)]
    pub duration_ms: Option<i64>,
    #[serde(default)]
    pub input: Option<Input>,
    pub renditions: Vec<File>,
}

#[derive(Debug, Deserialize)]
pub struct Input {
    /// The label of AI content (GB 45438-2025) that a picture came with, which every rendition carries.
    #[serde(default)]
    pub aigc: Option<serde_json::Value>,
    #[serde(default)]
    pub width: Option<i32>,
    #[serde(default)]
    pub height: Option<i32>,
    #[serde(default)]
    pub duration_ms: Option<i64>,
}

/// One file that was made.
#[derive(Debug, Deserialize)]
pub struct File {
    #[serde(default = "picture")]
    pub role: RenditionRole,
    pub file: String,
    pub media_type: String,
    #[serde(default)]
    pub width: Option<i32>,
    #[serde(default)]
    pub height: Option<i32>,
    pub bytes: i64,
    pub sha256: Digest,
    #[serde(default)]
    pub codec: Option<String>,
    #[serde(default)]
    pub bit_rate: Option<i64>,
    #[serde(default)]
    pub duration_ms: Option<i64>,
    #[serde(default)]
    pub language: Option<String>,
    /// Of a tile: its place behind the address of its picture.
    #[serde(default)]
    pub path: Option<String>,
}

fn picture() -> RenditionRole {
    RenditionRole::Picture
}

impl Manifest {
    /// # Errors
    /// Where the text is not such JSON.
    pub fn read(text: &str) -> Result<Self> {
        serde_json::from_str(text).context("the manifest cannot be read")
    }

    /// Width and height.
    pub fn sides(&self) -> (i32, i32) {
        let input = self.input.as_ref();
        let width = self.width.or_else(|| input.and_then(|i| i.width)).unwrap_or_default();
        (width, self.height.or_else(|| input.and_then(|i| i.height)).unwrap_or_default())
    }

    pub fn duration(&self) -> Option<i64> {
        self.duration_ms.or_else(|| self.input.as_ref().and_then(|i| i.duration_ms))
    }
}

/// What a label in a picture's own data says of it.
pub(crate) fn ai_of(aigc: Option<&serde_json::Value>) -> AiLabel {
    if aigc.is_some() { AiLabel::Generated } else { AiLabel::None }
}

/// The manifest `name` in `out`, and its text.
pub(crate) async fn read(out: &Path, name: &str) -> Result<(Manifest, String)> {
    let path = out.join(name);
    let text = tokio::fs::read_to_string(&path).await.with_context(|| format!("media-pipeline left no {name}"))?;
    Ok((Manifest::read(&text)?, text))
}

/// The manifest of a long image, and its text.
pub(crate) async fn read_sliced(out: &Path) -> Result<(Sliced, String)> {
    let text = tokio::fs::read_to_string(out.join("manifest.json")).await.context("media-pipeline left no manifest")?;
    Ok((serde_json::from_str(&text).context("the manifest of a long image cannot be read")?, text))
}

/// Every file of a long image: its cover, then its slices.
pub(crate) fn files_of(sliced: Sliced) -> Vec<File> {
    let cover = sliced.cover.into_iter().map(|file| (RenditionRole::Cover, file));
    let slices = sliced.slices.into_iter().flat_map(|slice| slice.renditions).map(|file| (RenditionRole::Slice, file));
    cover.chain(slices).map(|(role, file)| File::picture(role, file)).collect()
}

impl File {
    /// Of a still picture.
    pub fn picture(role: RenditionRole, made: SlicedFile) -> Self {
        let (width, height) = (Some(made.width as i32), Some(made.height as i32));
        Self { width, height, ..Self::plain(role, made.file, made.media_type, made.bytes, made.sha256) }
    }

    /// Of what is neither seen nor heard.
    pub fn plain(role: RenditionRole, file: String, media_type: String, bytes: i64, sha256: Digest) -> Self {
        Self {
            role,
            file,
            media_type,
            width: None,
            height: None,
            bytes,
            sha256,
            codec: None,
            bit_rate: None,
            duration_ms: None,
            language: None,
            path: None,
        }
    }
}

/// Copies the files into the store, before anything names them. Each is held against the hash in the manifest.
pub(crate) async fn store(worker: &Worker, asset: &AssetRow, out: &Path, files: Vec<File>) -> Result<Vec<NewRendition>> {
    store_under(worker, &asset.key.parse()?, out, files).await
}

/// As [`store`], under a key that no asset has yet.
pub(crate) async fn store_under(worker: &Worker, key: &AssetKey, out: &Path, files: Vec<File>) -> Result<Vec<NewRendition>> {
    let mut stored = Vec::with_capacity(files.len());
    for file in files {
        let at = Key::rendition(key, &file.file)?;
        // A name that is a path would have been refused by the key.
        let path = out.join(&file.file);
        let regular = tokio::fs::symlink_metadata(&path).await.is_ok_and(|found| found.is_file());
        anyhow::ensure!(regular, "media-pipeline did not write {}", file.file);
        let size = worker.storage.put_file(&at, &path, &file.sha256).await?;
        anyhow::ensure!(size as i64 == file.bytes, "{} has {size} bytes, and not those of the manifest", file.file);
        stored.push(NewRendition {
            role: file.role,
            file: file.file,
            media_type: file.media_type,
            width: file.width.unwrap_or_default(),
            height: file.height.unwrap_or_default(),
            bytes: file.bytes,
            digest: file.sha256.to_string(),
            codec: file.codec,
            bit_rate: file.bit_rate,
            duration_ms: file.duration_ms,
            language: file.language,
            at_ms: None,
            path: file.path,
        });
    }
    Ok(stored)
}
