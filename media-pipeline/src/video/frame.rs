//! A poster of another moment of a film.

use super::{
    Options, Refusal,
    clock::TICKS_PER_SECOND,
    mark::{self, Mark},
    pictures, plan, poster,
    source::{self, Source},
};
use crate::{libav::Frame, picture::Folder};
use anyhow::{Context, Result};
use serde_json::json;
use std::path::Path;

/// What ends the decoding once the picture was seen.
#[derive(Debug, thiserror::Error)]
#[error("the picture was seen")]
struct Seen;

/// How far before the moment a key frame is looked for, in ticks: files name the time at which a picture is decoded, which
/// is before the one at which it is shown.
const BEFORE: i64 = TICKS_PER_SECOND;

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
    let near = (wanted - BEFORE).max(0);
    let mut found = shown(&source, size, wanted, near)?;
    if near > 0 && !matches!(found, Ok(Some(_))) {
        // Nothing was where the file's index says.
        found = shown(&source, size, wanted, 0)?;
    }
    let mut frame = match found {
        Ok(frame) => frame.context("no picture was seen")?,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if let Some(mark) = &mark {
        mark.draw(&mut frame)?;
    }
    let folder = Folder::open(out_dir)?;
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

/// The last picture that is not after `wanted`, decoded from `begin` on; where that is the film's beginning, its first one
/// if there is none. All in ticks.
fn shown(source: &Source, size: (u32, u32), wanted: i64, begin: i64) -> Result<Result<Option<Frame>, Refusal>> {
    let mut shown = None;
    let seen = pictures::from(source, size, super::run::decoder_threads(), begin, |frame| {
        if frame.pts() > wanted && (shown.is_some() || begin > 0) {
            return Err(Seen.into());
        }
        shown = Some(frame);
        Ok(())
    });
    match seen {
        Err(error) if error.is::<Seen>() => Ok(Ok(shown)),
        Err(error) => Err(error),
        Ok(Err(refusal)) => Ok(Err(refusal)),
        Ok(Ok(_)) => Ok(Ok(shown)),
    }
}
