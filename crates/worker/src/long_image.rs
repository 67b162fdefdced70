//! The slices of a long image: made by `media-pipeline` of its parts in a folder of its own, stored under the asset's random
//! key.
//!
//! The same job run twice gives the same files under the same names, so a worker killed anywhere does no harm.

use crate::{
    ended::Words,
    hold::Progress,
    manifest, process,
    run::{Outcome, Worker},
    scratch::Scratch,
};
use anyhow::{Context, Result};
use db::{
    assets::{AssetRow, Made},
    jobs::JobRow,
};
use domain::PartList;
use editorial::Renditions;
use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    time::Duration,
};
use storage::Key;

/// A hundred thousand rows take half a minute of a slow machine; a hang is noticed all the same.
const TIME: Duration = Duration::from_secs(15 * 60);

const WORDS: Words =
    Words {
        doing: "处理这张长图", refused: "这些文件不能作为长图使用。", remedy: "请换一张较小的图片，或分成几张上传。"
    };

pub(crate) async fn run(
    worker: &Worker,
    job: &JobRow,
    asset: &AssetRow,
    progress: &Progress,
) -> Result<Result<Renditions, Outcome>> {
    let scratch = Scratch::new(&worker.scratch, job.id, job.attempts)?;
    progress.say(r#"{"step":"probe","done":0.0,"of":1.0,"rungs":[],"seconds_left":null}"#.to_owned());
    let inputs = parts(worker, asset, scratch.path()).await?;
    progress.say(r#"{"step":"slices","done":0.1,"of":1.0,"rungs":[],"seconds_left":null}"#.to_owned());
    let out = scratch.path().join("out");
    let arguments = arguments("image", &inputs, &out);
    let (ended, _) = process::ask(&worker.pipeline, &arguments, scratch.path(), TIME).await?;
    if let Err(outcome) = ended.into_result(job.attempts, &WORDS) {
        return Ok(Err(outcome));
    }
    let (sliced, text) = manifest::read_sliced(&out).await?;
    let made = Made {
        width: sliced.width as i32,
        height: sliced.height as i32,
        duration_ms: None,
        manifest: Some(text),
        ai: manifest::ai_of(sliced.aigc.as_ref()),
    };
    let files = manifest::store(worker, asset, &out, manifest::files_of(sliced)).await?;
    Ok(Ok(Renditions { made, files }))
}

/// The pictures that a long image is made of, from top to bottom, as files in `folder`.
pub(crate) async fn parts(worker: &Worker, asset: &AssetRow, folder: &Path) -> Result<Vec<PathBuf>> {
    let list = worker.storage.get(&Key::original(&asset.digest.parse()?)).await?;
    let list = PartList::read(&list).context("the list of the parts cannot be read")?;
    let mut inputs = Vec::with_capacity(list.parts.len());
    for (i, part) in list.parts.iter().enumerate() {
        let input = folder.join(format!("part-{}", i + 1));
        worker.storage.to_file(&Key::original(part), &input).await?;
        inputs.push(input);
    }
    Ok(inputs)
}

/// What `media-pipeline` is told to do with them; there is at least one.
pub(crate) fn arguments<'a>(what: &'a str, inputs: &'a [PathBuf], out: &'a Path) -> Vec<&'a OsStr> {
    let mut arguments: Vec<&OsStr> = vec![what.as_ref(), inputs[0].as_os_str(), out.as_os_str()];
    arguments.extend(inputs[1..].iter().flat_map(|input| ["--next".as_ref(), input.as_os_str()]));
    arguments
}
