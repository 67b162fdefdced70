//! What the machine has to give: a clock, a disk, a store that can be written, the program that opens foreign files.

use super::State;
use crate::{clock, open, reranker, settings::Settings};
use db::Db;
use std::{path::Path, process::Stdio, time::Instant};
use storage::Key;
use worker::Landlock;

/// In MiB: with less, uploads are about to fail.
const LEAST: u64 = 512;

/// Of the disk, in percent: with less, somebody should think of a larger one.
const COMFORTABLE: u64 = 20;

/// By how much the last act may lie ahead, in milliseconds: another machine's clock.
const AHEAD: i64 = 5 * 60 * 1000;

/// How far it may be from the database's, in milliseconds: a lease is not much longer.
const APART: i64 = 5000;

/// It stands after this program was written, and after the last thing that happened.
pub(super) async fn clock(db: Option<&Db>) -> Result<String, String> {
    let now = clock::now();
    if now.day().year() < 2026 {
        return Err(format!("the clock says {}; set it", now.rfc3339()));
    }
    let of_database = match db {
        Some(db) => db.time().await.map_err(|e| format!("{e:#}"))?,
        None => None,
    };
    if let Some(other) = of_database.filter(|other| (other.0 - now.0).abs() > APART) {
        return Err(format!(
            "the clock says {}, and the database's {}: leases and sessions go by both; timedatectl set-ntp true on either",
            now.rfc3339(),
            other.rfc3339()
        ));
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

/// A blob is put, read back and taken away.
pub(super) async fn store(settings: &Settings) -> Result<String, String> {
    let storage = open::store(settings).map_err(|e| format!("{e:#}"))?;
    let trial = async {
        let (key, words): (Key, _) = ("check/trial".parse()?, clock::unique().into_bytes());
        let begin = Instant::now();
        storage.put(&key, words.clone()).await?;
        let read = storage.get(&key).await?;
        storage.delete(&key).await?;
        if read != words {
            anyhow::bail!("what was put came back otherwise");
        }
        anyhow::Ok(begin.elapsed())
    };
    let place = storage.place();
    let remedy =
        if storage.is_bucket() { "liangyi check says so when it is well again" } else { "check its owner and the free space" };
    match trial.await {
        Ok(took) => Ok(format!("{place} can be written and read, in {} ms", took.as_millis())),
        Err(error) => Err(format!("{place} cannot be used: {error:#}; {remedy}")),
    }
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
                 libavformat59 libswresample4 libswscale6 libtesseract5 liblept5",
                program.display(),
                output.status
            ))
        }
        Err(error) => Err(format!("cannot start {}: {error}; build it, or set LIANGYI_MEDIA_PIPELINE", program.display())),
    }
}

/// What it reads of Debian's packages beside libraries, which its start asks for.
pub(super) fn fonts_and_words(settings: &Settings) -> State {
    let wanted = [
        (settings.typeset, "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "fonts-noto-cjk"),
        (settings.ocr, "/usr/share/tesseract-ocr/5/tessdata/chi_sim.traineddata", "tesseract-ocr-chi-sim"),
        (settings.ocr, "/usr/share/tesseract-ocr/5/tessdata/chi_tra.traineddata", "tesseract-ocr-chi-tra"),
    ];
    let missing: Vec<_> = wanted.iter().filter(|(used, file, _)| *used && !Path::new(file).is_file()).map(|row| row.2).collect();
    if missing.is_empty() {
        return State::Fine("what articles are set in and long images are read with is there".to_owned());
    }
    State::Note(format!(
        "articles are not set in type, or long images not read; apt install {}, or LIANGYI_TYPESET and LIANGYI_OCR to false",
        missing.join(" ")
    ))
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

/// Nothing where no model is wanted.
pub(super) fn reranker(settings: &Settings) -> Option<State> {
    match reranker::open(settings) {
        Ok(None) => None,
        Ok(Some((reranker, time))) => {
            let (pace, time) = (reranker.pace().as_millis(), time.as_millis());
            Some(State::Fine(format!("{pace} ms for one text, of {time} ms for a search")))
        }
        Err(error) => Some(State::Wrong(format!("{error:#}; searching goes on without"))),
    }
}
