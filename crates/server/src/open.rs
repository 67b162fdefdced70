//! Opening what the commands work on.

use crate::{clock, settings::Settings};
use anyhow::{Context, Result};
use db::Db;
use domain::WorkCalendar;
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

/// The days that are otherwise than the week says; none where the operator gave no list.
pub fn calendar(settings: &Settings) -> Result<WorkCalendar> {
    let Some(path) = &settings.calendar else { return Ok(WorkCalendar::default()) };
    let words = || format!("the calendar {} (LIANGYI_CALENDAR)", path.display());
    std::fs::read_to_string(path).with_context(words)?.parse().with_context(words)
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

pub fn worker(settings: &Settings, db: &Db, storage: &Storage) -> Worker {
    Worker {
        db: db.clone(),
        storage: storage.clone(),
        media_pipeline: settings.media_pipeline(),
        scratch: settings.data.join("scratch"),
        videos: settings.videos_at_once,
        av1: settings.av1,
        clock: clock::now,
    }
}
