//! A poster of another moment of a film.

use super::{
    Options, Refusal,
    clock::TICKS_PER_SECOND,
    mark::{self, Mark},
    pictures, plan, poster, source,
};
use crate::picture::Folder;
use anyhow::{Context, Result};
use serde_json::json;
use std::path::Path;

/// What ends the decoding once the picture was seen.
#[derive(Debug, thiserror::Error)]
#[error("the picture was seen")]
struct Seen;

/// Writes the posters of the picture shown at `at` milliseconds, and a `manifest.json` of them.
pub fn run(input: &Path, out_dir: &Path, at: u32, options: &Options) -> Result<Result<(), Refusal>> {
    let source = match source::look(input)? {
        Ok(source) => source,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let rungs = plan::ladder(source.picture.size, options.largest);
    let size = (rungs[0].width, rungs[0].height);
    let wanted = i64::from(at) * TICKS_PER_SECOND / 1000;
    let mark = Mark::new(options.ai, size)?;
    let mut shown = None;
    let seen = pictures::each(&source, size, super::run::decoder_threads(), |mut frame| {
        if frame.pts() > wanted && shown.is_some() {
            return Err(Seen.into());
        }
        if let Some(mark) = &mark {
            mark.draw(&mut frame)?;
        }
        shown = Some(frame);
        Ok(())
    });
    match seen {
        Err(error) if error.is::<Seen>() => {}
        Err(error) => return Err(error),
        Ok(Err(refusal)) => return Ok(Err(refusal)),
        Ok(Ok(_)) => {}
    }
    let folder = Folder::open(out_dir)?;
    let frame = shown.context("no picture was seen")?;
    let digest = source::digest(input)?;
    let label = mark::label(&source.metadata, options.ai, options.ai_producer.as_deref(), digest.as_str());
    let poster = poster::write(&frame, &folder, label.as_deref())?;
    let (width, height) = source.picture.size;
    let manifest = json!({
        "version": super::manifest::VERSION, "width": width, "height": height, "at_ms": at,
        "renditions": poster.renditions, "placeholder": poster.colour, "thumbhash": poster.hash,
    });
    let mut text = serde_json::to_vec_pretty(&manifest)?;
    text.push(b'\n');
    folder.put("manifest.json", &text)?;
    Ok(Ok(()))
}
