//! What the machine has to give: a clock, a disk, a store that can be written, the program that opens foreign files.

use super::State;
use crate::{clock, open, settings::Settings};
use db::Db;
use std::process::Stdio;
use storage::Key;
use worker::Landlock;

/// In MiB: with less, uploads are about to fail.
const LEAST: u64 = 512;

/// Of the disk, in percent: with less, somebody should think of a larger one.
const COMFORTABLE: u64 = 20;

/// By how much the last act may lie ahead, in milliseconds: another machine's clock.
const AHEAD: i64 = 5 * 60 * 1000;

/// It stands after this program was written, and after the last thing that happened.
pub(super) async fn clock(db: Option<&Db>) -> Result<String, String> {
    let now = clock::now();
    if now.day().year() < 2026 {
        return Err(format!("the clock says {}; set it", now.rfc3339()));
    }
    let last = match db {
        Some(db) => db::changes::last_at(db).await.map_err(|e| format!("{e:#}"))?,
        None => None,
    };
    match last {
        Some(last) if last.0 > now.0 + AHEAD => Err(format!(
            "the clock says {}, and the last change was made at {}: it was set back, or another machine's is wrong; \
             timedatectl set-ntp true",
            now.rfc3339(),
            last.rfc3339()
        )),
        _ => Ok(now.rfc3339()),
    }
}

/// The disk of the data folder.
pub(super) fn disk(settings: &Settings) -> State {
    let folder = settings.data.display();
    let disk = match rustix::fs::statvfs(&settings.data) {
        Ok(disk) => disk,
        Err(error) => return State::Wrong(format!("{folder} cannot be looked at: {error}; see LIANGYI_DATA")),
    };
    let (free, percent) = ((disk.f_bavail * disk.f_frsize) >> 20, disk.f_bavail * 100 / disk.f_blocks.max(1));
    let said = format!("{free} MiB free around {folder}, {percent} %");
    match (free, percent) {
        (..LEAST, _) => State::Wrong(format!("{said}: uploads are about to fail; move old backups away or give it more")),
        (_, ..COMFORTABLE) => State::Note(format!("{said}; think of a larger one")),
        _ => State::Fine(said),
    }
}

pub(super) async fn store(settings: &Settings) -> Result<String, String> {
    let folder = settings.blobs();
    let trial = async {
        let storage = open::store(settings)?;
        let key: Key = "check/trial".parse()?;
        storage.put(&key, clock::unique().into_bytes()).await?;
        storage.delete(&key).await?;
        anyhow::Ok(())
    };
    let written = format!("{} can be written", folder.display());
    trial
        .await
        .map(|()| written)
        .map_err(|e| format!("{} cannot be written: {e:#}; check its owner and the free space", folder.display()))
}

/// It starts, which it does only with all its libraries.
pub(super) async fn media_pipeline(settings: &Settings) -> Result<String, String> {
    let program = settings.media_pipeline();
    let ran = tokio::process::Command::new(&program).arg("--version").stdin(Stdio::null()).output().await;
    match ran {
        Ok(output) if output.status.success() => Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned()),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            let said = said.trim();
            Err(format!(
                "{} ended with {}: {said}; where a library is missing, install it: apt install libavcodec59 libavfilter8 \
                 libavformat59 libswresample4 libswscale6",
                program.display(),
                output.status
            ))
        }
        Err(error) => Err(format!("cannot start {}: {error}; build it, or set LIANGYI_MEDIA_PIPELINE", program.display())),
    }
}

/// Who takes our letters.
pub(super) async fn mail(settings: &Settings) -> State {
    match (open::mailer(settings), &settings.smtp_url) {
        (Err(error), _) => State::Wrong(format!("{error:#}")),
        (Ok(Some(mailer)), Some(url)) => match mailer.test().await {
            Ok(()) => State::Fine(format!("{url} takes letters")),
            Err(error) => State::Wrong(format!("{url} takes no letters: {error}; see LIANGYI_SMTP_URL")),
        },
        (Ok(_), _) => State::Fine("off; LIANGYI_SMTP_URL and LIANGYI_MAIL_FROM turn it on".to_owned()),
    }
}

/// What keeps it from the files of others.
pub(super) async fn walls(settings: &Settings) -> State {
    match open::pipeline(settings, 1).landlock().await.map(Landlock::lack) {
        Ok(None) => State::Fine("landlock and seccomp stand around media-pipeline".to_owned()),
        Ok(Some(lack)) => State::Note(lack.to_owned()),
        Err(error) => State::Wrong(format!("{error:#}; liangyi and media-pipeline have to be of one version")),
    }
}
