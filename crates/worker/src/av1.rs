//! The ladder of a published video once more in AV1, beside the one that plays everywhere.

use crate::{
    budget,
    hold::Progress,
    manifest, process,
    run::{Outcome, Worker},
    scratch::Scratch,
    video::{Line, WORDS},
};
use anyhow::{Context, Result};
use db::{
    assets::{self, AssetRow, NewRendition},
    jobs::JobRow,
};
use domain::RenditionRole;
use editorial::Av1Job;
use std::ffi::OsStr;
use storage::{AssetKey, Key};
use tokio::sync::mpsc;

/// What was made, and the playlist that it was added to.
pub(crate) struct Av1 {
    pub onto: String,
    pub files: Vec<NewRendition>,
}

pub(crate) async fn run(worker: &Worker, job: &JobRow, asset: &AssetRow, progress: &Progress) -> Result<Result<Av1, Outcome>> {
    let order: Av1Job = serde_json::from_str(&job.payload).context("the job's payload cannot be read")?;
    let scratch = Scratch::new(&worker.scratch, job.id, job.attempts)?;
    let (input, out) = (scratch.path().join("input"), scratch.path().join("out"));
    let key: AssetKey = asset.key.parse()?;
    let rows = assets::with_renditions(&worker.db, &[asset.digest.as_str()]).await?.pop().map(|(_, rows)| rows);
    let mut onto = None;
    for row in rows.unwrap_or_default() {
        let role = row.role()?;
        if [RenditionRole::Playlist, RenditionRole::MediaPlaylist].contains(&role) {
            worker.storage.to_file(&Key::rendition(&key, &row.file)?, &scratch.path().join(&row.file)).await?;
        }
        if role == RenditionRole::Playlist {
            onto = Some(row.file);
        }
    }
    let Some(onto) = onto else {
        return Ok(Err(Outcome::GiveUp("这个视频还没有可以补充的播放列表。".to_owned())));
    };
    worker.storage.to_file(&Key::original(&asset.digest.parse()?), &input).await?;

    let playlist = scratch.path().join(&onto);
    let mut arguments: Vec<&OsStr> = vec!["av1".as_ref(), input.as_os_str(), out.as_os_str()];
    arguments.extend(["--onto".as_ref(), playlist.as_os_str()]);
    let largest = worker.pipeline.largest.to_string();
    arguments.extend(["--progress", "json", "--largest", &largest, "--ai", &asset.ai].map(OsStr::new));
    if let Some(producer) = &order.ai_producer {
        arguments.extend(["--ai-producer", producer].map(OsStr::new));
    }
    let time = budget::av1(asset.duration_ms, asset.bytes);
    let (say, mut said) = mpsc::channel::<String>(process::LINES);
    let listen = async {
        while let Some(line) = said.recv().await {
            if serde_json::from_str::<Line>(&line).is_ok_and(|said| said.event == "progress") {
                progress.say(line);
            }
        }
    };
    let (ended, ()) = tokio::join!(process::run(&worker.pipeline, &arguments, scratch.path(), time, say), listen);
    if let Err(outcome) = ended?.into_result(job.attempts, &WORDS) {
        return Ok(Err(outcome));
    }
    let (manifest, _) = manifest::read(&out, "manifest.json").await?;
    let files = manifest::store(worker, asset, &out, manifest.renditions).await?;
    Ok(Ok(Av1 { onto, files }))
}
