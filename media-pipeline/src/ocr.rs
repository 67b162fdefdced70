//! The words in a long image, with their places, by tesseract: a draft that a person holds against the picture.
//!
//! Read slice by slice as the picture is cut for showing, because a cut through a line costs the line, and tesseract takes no
//! picture above 32,767 rows.

mod engine;
mod grey;
mod layout;
mod panels;

use crate::{
    long_image::{Joined, Refusal, Slicer},
    picture::Folder,
    report::Report,
};
use anyhow::Result;
pub use engine::{Engine, Script, one_thread};
use panels::Panel;
use serde::Serialize;
use std::path::Path;

/// The form of `manifest.json` changes only with it.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Manifest {
    version: u32,
    /// `tesseract 5.3.0`
    engine: String,
    /// In pixels, of all parts together.
    width: u32,
    height: u32,
    panels: Vec<Panel>,
}

/// Reads `parts`, one below the other, and writes what stands in them to `manifest.json` in `out_dir`.
///
/// # Errors
/// The outer error is ours or the machine's; the inner one is a file's, as for slicing it.
pub fn run(parts: &[&Path], out_dir: &Path, mut engine: Engine, report: &Report) -> Result<Result<(), Refusal>> {
    let folder = Folder::open(out_dir)?;
    let joined = match Joined::open(parts)? {
        Ok(joined) => joined,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let (width, height) = (joined.width, joined.height);
    let mut slicer = Slicer::new(joined);
    let mut lines = Vec::new();
    loop {
        let slice = match slicer.next()? {
            Ok(Some(slice)) => slice,
            Ok(None) => break,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let skipped = slice.top - slice.first;
        for band in grey::bands(&slice.pixels, skipped, skipped + slice.bottom - slice.top) {
            lines.extend(engine.read(&band, slice.first)?);
        }
        report.progress("words", slice.bottom as usize, height as usize);
    }
    let panels = panels::of(layout::words(lines), height);
    folder.put_manifest(&Manifest { version: VERSION, engine: engine.name(), width, height, panels })?;
    Ok(Ok(()))
}
