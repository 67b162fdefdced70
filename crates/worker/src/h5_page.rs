//! The files of an H5 page: read out of its zip, stored under the asset's random key.
//!
//! The same job run twice gives the same files under the same names, so a worker killed anywhere does no harm. Inflating is
//! safe code of our own room `h5`, with its limits; nothing is decoded here.

use crate::{
    hold::Progress,
    run::{Outcome, Worker},
};
use anyhow::{Context, Result};
use db::assets::{AssetRow, Made, NewRendition};
use domain::{AiLabel, RenditionRole};
use editorial::Renditions;
use serde_json::json;
use sha2::{Digest, Sha256};
use storage::{AssetKey, Key};

pub(crate) async fn run(worker: &Worker, asset: &AssetRow, progress: &Progress) -> Result<Result<Renditions, Outcome>> {
    progress.say(r#"{"step":"probe","done":0.0,"of":1.0,"rungs":[],"seconds_left":null}"#.to_owned());
    let zip = worker.storage.get(&Key::original(&asset.digest.parse()?)).await?;
    let read = tokio::task::spawn_blocking(move || h5::read(&zip)).await.context("the zip of an H5 page was not read")?;
    let package = match read {
        Ok(package) => package,
        Err(refusals) => {
            let lines: Vec<String> = refusals.iter().map(ToString::to_string).collect();
            return Ok(Err(Outcome::GiveUp(lines.join("\n"))));
        }
    };
    let manifest = json!({ "files": package.files.len(), "bytes": package.size() }).to_string();
    let key: AssetKey = asset.key.parse()?;
    let mut files = Vec::with_capacity(package.files.len());
    for h5::File { path, media_type, bytes } in package.files {
        let file = name(&path, &bytes);
        let size = bytes.len() as i64;
        let stored = worker.storage.put(&Key::rendition(&key, &file)?, bytes).await?;
        files.push(NewRendition {
            role: RenditionRole::Page,
            file,
            media_type: media_type.to_owned(),
            width: 0,
            height: 0,
            bytes: size,
            digest: stored.digest.to_string(),
            codec: None,
            bit_rate: None,
            duration_ms: None,
            language: None,
            at_ms: None,
            path: Some(path),
        });
    }
    let made = Made { width: 0, height: 0, duration_ms: None, manifest: Some(manifest), ai: AiLabel::None };
    Ok(Ok(Renditions { made, files }))
}

/// Where a file is stored: of its path and its bytes, because two paths may hold the same bytes, and each is a row.
fn name(path: &str, bytes: &[u8]) -> String {
    let mut hash = Sha256::new();
    hash.update(path.as_bytes());
    hash.update([0]);
    hash.update(bytes);
    hex::encode(&hash.finalize()[..16])
}
