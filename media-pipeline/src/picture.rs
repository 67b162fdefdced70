//! A picture of an article: probe, decode, turn upright, bring to sRGB, scale, encode, check, describe.
//!
//! Nothing of the input file reaches an output but its pixels and a label of AI content: place, device, author and thumbnails
//! stay behind because everything is encoded anew.

mod carried;
mod colour;
mod decode;
mod draft;
mod encode;
mod heif;
mod inks;
mod input;
mod jpeg;
mod kind;
mod label;
mod manifest;
mod output;
mod pixels;
mod plan;
mod proof;
mod refusal;
mod scale;
mod segments;
mod thumb;
mod tiff;
mod warning;
mod webp;
mod whole;

use crate::report::Report;
use anyhow::{Context, Result};
pub use carried::{Carried, LONGEST as LONGEST_LABEL};
pub use colour::Conversion;
pub use decode::{Caps, decode};
pub use draft::Draft;
pub use encode::{Format, encode};
pub use inks::Inks;
pub use jpeg::{JpegFile, MARKERS as JPEG_MARKERS, guarded as guarded_jpeg, is_inverted, profile as jpeg_profile};
pub use kind::Kind;
pub use label::{labelled, packet as xmp_of, parsed as parsed_label};
pub use manifest::Rendition;
use manifest::{Manifest, Probe};
pub use output::{Folder, sha256, sha256_of};
pub use pixels::{Average, Pixels, over_white};
pub use proof::{prove, prove_fast};
pub use refusal::Refusal;
pub use scale::scale_rows;
use std::path::Path;
pub use thumb::{THUMB_SIDE, thumbhash};
pub use warning::Warning;
pub use whole::MAX_PROFILE;

/// An upload larger than this is no picture for an article.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;
pub const MAX_PIXELS: u64 = 40_000_000;
/// WebP holds no longer side (RFC 9649, 2.6: 14 bits).
pub const MAX_SIDE: u32 = 16_383;

/// Reads `input` and writes renditions and then `manifest.json` to `out_dir`, which is made where it is missing.
///
/// # Errors
/// The outer error is ours or the machine's; the inner one is the file's.
pub fn run(input: &Path, out_dir: &Path, report: &Report) -> Result<Result<(), Refusal>> {
    let bytes = match input::read(input)? {
        Ok(bytes) => bytes,
        Err(refusal) => return Ok(Err(refusal)),
    };
    match decode(&bytes, &Caps { pixels: MAX_PIXELS, side: MAX_SIDE }) {
        Ok(decoded) => write(&bytes, decoded, out_dir, report).map(Ok),
        Err(refusal) => Ok(Err(refusal)),
    }
}

fn write(bytes: &[u8], decoded: decode::Decoded, out_dir: &Path, report: &Report) -> Result<()> {
    let decode::Decoded { kind, orientation, pixels, warnings, label } = decoded;
    let folder = output::Folder::open(out_dir)?;
    let plan = plan::plan(pixels.width, pixels.height, pixels.has_alpha);
    let steps = plan.len() + 2;
    report.progress("decoded", 1, steps);
    let mut renditions = Vec::with_capacity(plan.len());
    for target in &plan {
        let rendition = render(&pixels, target, label.as_deref(), &folder)
            .with_context(|| format!("making the {} of {} × {}", target.format.media_type(), target.width, target.height))?;
        renditions.push(rendition);
        report.progress("rendition", 1 + renditions.len(), steps);
    }
    let input = Probe {
        format: kind.name(),
        width: pixels.width,
        height: pixels.height,
        orientation,
        alpha: pixels.has_alpha,
        bytes: bytes.len() as u64,
        sha256: output::sha256(bytes),
        aigc: label.as_deref().map(label::parsed),
    };
    let manifest = Manifest { version: manifest::VERSION, input, average_colour: pixels.average().hex(), renditions, warnings };
    folder.put_manifest(&manifest)?;
    report.progress("manifest", steps, steps);
    Ok(())
}

fn render(pixels: &Pixels, target: &plan::Target, label: Option<&str>, folder: &output::Folder) -> Result<Rendition> {
    let scaled = scale::scale(pixels, target.width, target.height)?;
    let bytes = labelled(encode::encode(&scaled, target.format)?, target.format, &scaled, label)?;
    proof::prove(&bytes, target.format, &scaled)?;
    put(&bytes, target.format, &scaled, folder)
}

/// Writes what was made of `pixels` under a name that says its width and its content.
pub fn put(bytes: &[u8], format: Format, pixels: &Pixels, folder: &Folder) -> Result<Rendition> {
    let sha256 = sha256(bytes);
    let file = format!("{}-{}.{}", pixels.width, &sha256.as_str()[..32], format.extension());
    folder.put(&file, bytes)?;
    Ok(Rendition {
        file,
        media_type: format.media_type(),
        width: pixels.width,
        height: pixels.height,
        bytes: bytes.len() as u64,
        sha256,
    })
}
