//! A long image: read in strips, cut where it disturbs least, each slice made at every width, so that memory follows the
//! strip and not the height. Transparent places become white, the paper on which such images are drawn.
//!
//! Nothing of the input file reaches an output but its pixels and a label of AI content.

mod activity;
mod copies;
mod cover;
mod cut;
mod frame;
mod joined;
mod jpeg_rows;
mod levels;
mod manifest;
mod pdf;
mod plan;
mod png_rows;
mod refusal;
mod render;
mod rows;
mod slicer;
mod to_srgb;
mod whole;
mod workers;

use crate::{
    picture::{Average, Folder, parsed_label},
    report::Report,
};
use anyhow::Result;
pub use copies::run as copies;
pub use joined::Joined;
use manifest::Manifest;
pub use refusal::Refusal;
pub use slicer::Slicer;
use std::path::Path;

/// Of one part.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;
/// Of all parts together.
pub const MAX_PIXELS: u64 = 500_000_000;
/// Of a part that has to be decoded whole: interlaced, progressive, turned by Exif, of a kind that has no strips.
pub const MAX_WHOLE_PIXELS: u64 = 80_000_000;
pub const MAX_WIDTH: u32 = 8192;

/// Reads `parts`, one below the other, and writes slices and then `manifest.json` to `out_dir`.
///
/// # Errors
/// The outer error is ours or the machine's; the inner one is a file's, and then the folder is left empty.
pub fn run(parts: &[&Path], out_dir: &Path, report: &Report) -> Result<Result<(), Refusal>> {
    let folder = Folder::open(out_dir)?;
    let joined = match Joined::open(parts)? {
        Ok(joined) => joined,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let (width, height) = (joined.width, joined.height);
    let made = workers::make(joined, &folder, report)?;
    let made = match made {
        Ok(made) => made,
        Err(refusal) => {
            folder.clear()?;
            return Ok(Err(refusal));
        }
    };
    let manifest = Manifest {
        version: manifest::VERSION,
        width,
        height,
        average_colour: Average::of_all(&made.averages).hex(),
        thumbhash: made.cover.thumbhash,
        cover: made.cover.renditions,
        slices: made.slices,
        parts: made.parts,
        warnings: made.warnings,
        aigc: made.label.as_deref().map(parsed_label),
    };
    folder.put_manifest(&manifest)?;
    Ok(Ok(()))
}
