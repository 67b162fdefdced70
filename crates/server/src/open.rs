//! Opening what the commands work on.

use crate::{certificate_key, clock, settings::Settings};
use anyhow::{Context, Result};
use db::Db;
use std::sync::Arc;
use storage::{Storage, Uploads};
use studio::uploads::{Intake, UploadLimits};
use worker::Worker;

/// The database with its schema up to date; makes the data folder where it is missing.
pub async fn database(settings: &Settings) -> Result<Db> {
    std::fs::create_dir_all(&settings.data)
        .with_context(|| format!("cannot make the data folder {}", settings.data.display()))?;
    let db = Db::open(&settings.database()).await?;
    db.migrate(&clock::unique()).await?;
    Ok(db)
}

pub fn store(settings: &Settings) -> Result<Storage> {
    Ok(Storage::local(settings.blobs())?)
}

/// What takes in uploads.
pub fn intake(settings: &Settings, db: &Db, storage: &Storage) -> Result<Intake> {
    Ok(Intake {
        db: db.clone(),
        store: storage.clone(),
        files: Uploads::local(settings.uploads())?,
        limits: UploadLimits { most: settings.upload_max << 20, quota: settings.upload_quota << 20 },
        clock: clock::now,
        dice: clock::random,
        writers: Arc::default(),
    })
}

/// # Errors
/// Where the key of certificates cannot be read or made.
pub fn worker(settings: &Settings, db: &Db, storage: &Storage) -> Result<Worker> {
    Ok(Worker {
        db: db.clone(),
        storage: storage.clone(),
        media_pipeline: settings.media_pipeline(),
        scratch: settings.data.join("scratch"),
        videos: settings.videos_at_once,
        av1: settings.av1,
        key: Some(Arc::new(certificate_key::open(&settings.certificate_key())?)),
        clock: clock::now,
    })
}
