//! `liangyi import works DIR`: reads the folder, checks all of it, stores the pictures, then everything at once.

use crate::say::say;
use crate::{clock, open, settings::Settings};
use anyhow::{Context, Result, bail};
use db::jobs::Lane;
use editorial::{File, Limits, VideoFile, plan_works};
use std::{
    fs,
    io::IsTerminal,
    path::{Path, PathBuf},
};

pub async fn run(settings: &Settings, dir: &Path) -> Result<()> {
    let (files, videos) = read_folder(dir)?;
    let db = open::database(settings).await?;
    let storage = open::store(settings)?;
    let plan = plan_works(&db, clock::now(), files, videos).await?;
    // Bytes first: a row must never name what is not there; bytes that nothing names do no harm.
    for picture in plan.pictures() {
        storage.put_original(picture.bytes.clone()).await?;
    }
    for list in plan.part_lists() {
        storage.put_original(list.bytes()).await?;
    }
    for page in plan.h5_pages() {
        storage.put_original(page.bytes.clone()).await?;
    }
    for video in plan.videos() {
        storage.put_original_file(&dir.join(&video.path), &video.digest, video.bytes).await?;
    }
    let made_here = plan.pictures().count() + plan.part_lists().count() + plan.h5_pages().count();
    let works = plan.works();
    let report = plan.apply(&db, clock::now(), &settings.tag_authority, clock::random).await?;
    say!("works: {works} ({} new, {} changed, {} as they were)", report.created, report.updated, report.unchanged);
    for slug in &report.withdrawn {
        say!("{slug}: withdrawn here, and left so; liangyi reinstate brings it back");
    }
    if made_here > 0 {
        make_renditions(settings, &db, &storage).await?;
    }
    for waiting in db::awaited_originals::all(&db).await? {
        match waiting.reason {
            None => say!("{}: will be published when its video, long image or H5 page is ready", waiting.slug),
            Some(reason) => say!("{}: not published: {reason}", waiting.slug),
        }
    }
    db.close().await
}

/// The pictures' sizes, the slices of long images and the files of H5 pages are made here and now, so that the pages are whole without a running worker.
async fn make_renditions(settings: &Settings, db: &db::Db, storage: &storage::Storage) -> Result<()> {
    let of = db::jobs::open_in(db, Lane::Short).await?;
    let live = std::io::stderr().is_terminal();
    let drained = open::worker(settings, db, storage, false)
        .await?
        .drain(Lane::Short, |so_far| {
            if live {
                eprint!("\rpictures: {} of {of}", so_far.done + so_far.refused);
            }
        })
        .await?;
    if live && of > 0 {
        eprintln!();
    }
    if drained.done + drained.refused > 0 {
        say!("pictures: {} made ready, {} not", drained.done, drained.refused);
    }
    for job in db::jobs::given_up(db).await? {
        say!("{} job {}: {}", job.kind, job.id, job.reason.unwrap_or_default());
    }
    Ok(())
}

/// What is read into memory, and the videos, which are not.
fn read_folder(dir: &Path) -> Result<(Vec<File>, Vec<VideoFile>)> {
    if !dir.is_dir() {
        bail!("{} is no folder; give one with Markdown files, as docs/works-format.md describes", dir.display());
    }
    let (mut files, mut videos) = (Vec::new(), Vec::new());
    let mut total = 0;
    let mut folders = vec![PathBuf::from(dir)];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).with_context(|| format!("cannot read the folder {}", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name();
            // Neither hidden files nor links: a link may lead out of the folder.
            if name.to_string_lossy().starts_with('.') || entry.file_type()?.is_symlink() {
                continue;
            }
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
                continue;
            }
            if VideoFile::is_named(&name.to_string_lossy()) {
                videos.push(hash_video(dir, &entry.path())?);
                continue;
            }
            let file = read_file(dir, &entry.path())?;
            total += file.bytes.len();
            files.push(file);
            if files.len() > Limits::FILES || total > Limits::TOTAL {
                bail!(
                    "{} holds too much for one import: at most {} files and {} MiB",
                    dir.display(),
                    Limits::FILES,
                    Limits::TOTAL >> 20
                );
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok((files, videos))
}

/// Inside the folder, with `/` between the steps.
fn name_in(dir: &Path, path: &Path) -> Result<String> {
    let relative = path.strip_prefix(dir).unwrap_or(path);
    let Some(name) = relative.to_str() else { bail!("the name of {} is not UTF-8", path.display()) };
    Ok(name.replace(std::path::MAIN_SEPARATOR, "/"))
}

fn hash_video(dir: &Path, path: &Path) -> Result<VideoFile> {
    let name = name_in(dir, path)?;
    let bytes = fs::metadata(path)?.len();
    if bytes > Limits::VIDEO {
        bail!("{name} has {bytes} bytes; at most {} are allowed", Limits::VIDEO);
    }
    let digest = storage::digest_of_file(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(VideoFile { path: name, digest, bytes })
}

fn read_file(dir: &Path, path: &Path) -> Result<File> {
    let name = name_in(dir, path)?;
    let most = match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("md" | "yaml") => Limits::TEXT,
        Some("zip") => Limits::ZIP,
        _ => Limits::PICTURE,
    };
    let size = fs::metadata(path)?.len();
    if size > most as u64 {
        bail!("{name} has {size} bytes; at most {most} are allowed");
    }
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(File { path: name, bytes })
}
