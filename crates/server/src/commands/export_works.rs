//! `liangyi export works DIR`: the way out.

use crate::say::say;
use crate::{open, settings::Settings};
use anyhow::{Context, Result, bail};
use editorial::export_works;
use std::{fs, path::Path};
use storage::Key;

pub async fn run(settings: &Settings, dir: &Path) -> Result<()> {
    if dir.exists() && fs::read_dir(dir).with_context(|| format!("cannot read {}", dir.display()))?.next().is_some() {
        bail!("{} is not empty; an export never overwrites", dir.display());
    }
    let db = open::database(settings).await?;
    let storage = open::store(settings)?;
    let exports = export_works(&db).await?;
    let write = |path: &str, bytes: &[u8]| -> Result<()> {
        let path = dir.join(path);
        fs::create_dir_all(path.parent().unwrap_or(dir))?;
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
    };
    for file in &exports.files {
        write(&file.path, file.text.as_bytes())?;
    }
    for (path, digest) in &exports.pictures {
        write(path, &storage.get(&Key::original(digest)).await?)?;
    }
    for (path, digest) in &exports.pages {
        write(path, &storage.get(&Key::original(digest)).await?)?;
    }
    for (path, digest) in &exports.videos {
        let path = dir.join(path);
        fs::create_dir_all(path.parent().unwrap_or(dir))?;
        storage.to_file(&Key::original(digest), &path).await?;
    }
    let (files, pictures, videos) = (exports.files.len(), exports.pictures.len(), exports.videos.len());
    if videos > 0 {
        say!("files: {files}, pictures: {pictures}, videos: {videos}");
    } else {
        say!("files: {files}, pictures: {pictures}");
    }
    if !exports.pages.is_empty() {
        say!("H5 pages: {}", exports.pages.len());
    }
    for slug in &exports.withdrawn {
        say!("{slug}: withdrawn, not exported");
    }
    db.close().await
}
