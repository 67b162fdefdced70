//! Opening what the commands work on.

use crate::{certificate_key, clock, feed_topics::FeedTopics, settings::Settings, site_maps::SiteMaps};
use anyhow::{Context, Result, bail};
use db::Db;
use domain::WorkCalendar;
use mail::{Mailer, StopKey};
use outbound::Outbound;
use pages::{Site, Speech};
use reader::FeedAuthority;
use std::{num::NonZeroUsize, sync::Arc};
use storage::{Keys, Place, Storage, Uploads};
use studio::uploads::{Intake, UploadLimits};
use worker::{Pipeline, Post, Typesetting, Worker};

/// The database with its schema up to date; makes the data folder where it is missing.
pub async fn database(settings: &Settings) -> Result<Db> {
    data_folder(settings)?;
    let db = Db::open(&settings.database()).await?;
    db.migrate(&clock::unique()).await?;
    Ok(db)
}

/// The same where there is a site already.
pub async fn existing(settings: &Settings) -> Result<Db> {
    is_there(settings)?;
    database(settings).await
}

/// A slip of the pen shall not make a new, empty site, as opening would.
pub fn is_there(settings: &Settings) -> Result<()> {
    if settings.database_url.is_none() && !settings.data.join("liangyi.db").exists() {
        bail!("there is no site in {} (LIANGYI_DATA); liangyi migrate makes one", settings.data.display());
    }
    Ok(())
}

/// Makes it where it is missing.
pub fn data_folder(settings: &Settings) -> Result<()> {
    std::fs::create_dir_all(&settings.data).with_context(|| format!("cannot make the data folder {}", settings.data.display()))
}

pub fn store(settings: &Settings) -> Result<Storage> {
    store_at(&settings.storage())
}

/// The keys of a bucket stand in the environment, under the names that every program has for them.
pub fn store_at(place: &Place) -> Result<Storage> {
    let bucket = match place {
        Place::Folder(folder) => return Ok(Storage::local(folder)?),
        Place::Bucket(bucket) => bucket,
    };
    let said = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let (Some(id), Some(secret)) = (said("AWS_ACCESS_KEY_ID"), said("AWS_SECRET_ACCESS_KEY")) else {
        bail!("the blobs are in {bucket} (LIANGYI_STORAGE), and AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is not set");
    };
    Ok(Storage::bucket(bucket, Keys { id, secret, token: said("AWS_SESSION_TOKEN") })?)
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
        files: if storage.is_bucket() {
            Uploads::handed_on(settings.uploads(), storage)?
        } else {
            Uploads::local(settings.uploads())?
        },
        limits: UploadLimits { most: settings.upload_max << 20, quota: settings.upload_quota << 20 },
        clock: clock::now,
        dice: clock::random,
        writers: Arc::default(),
    })
}

/// Cores of this machine that are left to readers where a process serves them and makes videos too.
const READERS: usize = 1;

/// `beside_pages` where the process answers readers too.
///
/// # Errors
/// Where the key of certificates cannot be read or made, or e-mail is set up by half.
pub async fn worker(settings: &Settings, db: &Db, storage: &Storage, beside_pages: bool) -> Result<Worker> {
    let all = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let usual = if beside_pages { all.saturating_sub(READERS).max(1) } else { all };
    let cores = if settings.video_cores == 0 { usual } else { settings.video_cores };
    Ok(Worker {
        db: db.clone(),
        storage: storage.clone(),
        pipeline: pipeline(settings, cores),
        scratch: settings.data.join("scratch"),
        works_on: settings.work_on,
        videos: settings.videos_at_once,
        av1: settings.av1,
        ocr: settings.ocr,
        check_links: settings.check_links,
        typeset: settings.typeset,
        typesetting: typesetting(settings),
        key: Some(Arc::new(certificate_key::open(&settings.certificate_key())?)),
        outbound: Outbound::new(settings.outbound_allow.clone()),
        to_anybody: Outbound::default(),
        topics: Arc::new(FeedTopics::new(site(settings), FeedAuthority(settings.tag_authority.to_string()))),
        sitemaps: Arc::new(SiteMaps { site: site(settings) }),
        refusals: studio::allow::refusals_for,
        post: post(settings, db).await?,
        clock: clock::now,
        dice: clock::random,
    })
}

/// What sends e-mail; `None` where it is off.
///
/// # Errors
/// Where no sender is set.
pub fn mailer(settings: &Settings) -> Result<Option<Mailer>> {
    let Some(url) = &settings.smtp_url else { return Ok(None) };
    let from = settings
        .mail_from
        .as_ref()
        .context("LIANGYI_SMTP_URL is set and LIANGYI_MAIL_FROM is not: say from whom e-mail comes")?;
    Ok(Some(Mailer::new(url, from, &settings.site_name)?))
}

/// What signs the links in letters that stop them, which all processes share.
pub async fn stop_key(db: &Db) -> Result<StopKey> {
    Ok(StopKey::new(secret(db, "mail-stop").await?))
}

async fn post(settings: &Settings, db: &Db) -> Result<Option<Arc<Post>>> {
    let Some(mailer) = mailer(settings)? else { return Ok(None) };
    let (stop, base, waits) = (stop_key(db).await?, settings.base_url.clone(), studio::waits_for);
    Ok(Some(Arc::new(Post { mailer, stop, base, waits, calendar: calendar(settings)? })))
}

/// The secret of this name, made at its first use.
pub async fn secret(db: &Db, name: &str) -> Result<String> {
    let write = db.write(clock::now()).await?;
    let fresh = hex::encode([clock::random(), clock::random()].concat());
    let secret = db::secrets::get_or_put(&write, name, &fresh).await?;
    write.commit().await?;
    Ok(secret)
}

/// What turns foreign files into renditions, on so many cores.
pub fn pipeline(settings: &Settings, cores: usize) -> Pipeline {
    let program = settings.media_pipeline();
    // It is started in a folder of its own. A bare name is looked for where programs are.
    let program = if program.components().count() > 1 { std::path::absolute(&program).unwrap_or(program) } else { program };
    Pipeline { program, cores, largest: settings.video_largest, time: settings.media_time }
}

/// What every page knows of the site.
pub fn site(settings: &Settings) -> Site {
    Site {
        name: settings.site_name.clone(),
        tagline: settings.tagline.clone(),
        name_en: settings.site_name_en.clone(),
        tagline_en: settings.tagline_en.clone(),
        speech: Speech::Chinese,
        base_url: settings.base_url.clone(),
        h5_url: settings.h5_url.clone(),
        operator: settings.operator.clone(),
        contact: settings.contact.clone(),
        filing: settings.filing.clone(),
        police_filing: settings.police_filing.clone(),
        site_code: settings.site_code.clone(),
    }
}

fn typesetting(settings: &Settings) -> Arc<Typesetting> {
    let (site, base) = (settings.site_name.clone(), settings.base_url.clone());
    // media-pipeline is started in a folder of its own.
    let templates = settings.templates.as_ref().map(|folder| std::path::absolute(folder).unwrap_or_else(|_| folder.clone()));
    Arc::new(Typesetting { site, base, templates })
}
