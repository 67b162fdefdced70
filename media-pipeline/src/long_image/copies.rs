//! What is made of a long image beside its slices, when nobody waits: one file to take along, and the levels of a viewer that
//! goes into depth. One pass over the picture, in strips.

use super::{
    Joined, MAX_WIDTH, Refusal,
    levels::Pyramid,
    manifest::{Copied, Copies},
    render,
    slicer::{Slice, Slicer},
    whole::Whole,
};
use crate::{
    picture::{self, Average, Carried, Folder, Kind, Pixels, parsed_label},
    report::Report,
};
use anyhow::{Context, Result};
use std::{borrow::Cow, fs, path::Path};

/// A wider picture is made narrower in the file to take along: no screen shows it at once, and it would weigh a multiple.
const WIDEST: u32 = 2160;
const _: () = assert!(WIDEST <= MAX_WIDTH);
/// A larger upload is not handed out, credentials or not.
const MAX_CREDITED: u64 = 64 * 1024 * 1024;

/// Reads `parts`, one below the other, and writes the copies and then `manifest.json` to `out_dir`.
///
/// # Errors
/// The outer error is ours or the machine's; the inner one is a file's, and then the folder is left empty.
pub fn run(parts: &[&Path], out_dir: &Path, report: &Report) -> Result<Result<(), Refusal>> {
    let folder = Folder::open(out_dir)?;
    let joined = match Joined::open(parts)? {
        Ok(joined) => joined,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let (width, height, label) = (joined.width, joined.height, joined.label.clone());
    let mut files = match make(Slicer::new(joined), label.as_deref(), &folder, report)? {
        Ok(files) => files,
        Err(refusal) => {
            folder.clear()?;
            return Ok(Err(refusal));
        }
    };
    files.extend(credited(parts, &folder)?);
    let aigc = label.as_deref().map(parsed_label);
    folder.put_manifest(&Copies { version: super::manifest::VERSION, width, height, renditions: files, aigc })?;
    Ok(Ok(()))
}

fn make(mut slicer: Slicer, label: Option<&str>, folder: &Folder, report: &Report) -> Result<Result<Vec<Copied>, Refusal>> {
    let (width, height) = (slicer.width(), slicer.height());
    let mut whole = Whole::begin(width.min(WIDEST), width, height, label, folder)?;
    let mut pyramid = Pyramid::new(width, height);
    let mut files = Vec::new();
    loop {
        let slice = match slicer.next()? {
            Ok(Some(slice)) => slice,
            Ok(None) => break,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let of_whole = of_width(&slice, height, width.min(WIDEST))?;
        whole.add(&of_whole)?;
        for row in own_rows(&slice).chunks_exact(width as usize * 3) {
            pyramid.row(row, |tile| {
                files.push(put(tile, label, folder)?);
                Ok(())
            })?;
        }
        report.progress("copies", slice.bottom as usize, height as usize);
    }
    pyramid.end()?;
    files.insert(0, whole.finish()?);
    Ok(Ok(files))
}

/// The upload as it came, where it carries Content Credentials (C2PA) and tells no place: what is coded anew cannot keep
/// them. A picture in several parts has none for the whole.
fn credited(parts: &[&Path], folder: &Folder) -> Result<Option<Copied>> {
    let [only] = parts else { return Ok(None) };
    if fs::metadata(only)?.len() > MAX_CREDITED {
        return Ok(None);
    }
    let bytes = fs::read(only).with_context(|| format!("cannot read {}", only.display()))?;
    let Ok(kind) = Kind::of(&bytes) else { return Ok(None) };
    let (media_type, extension) = match kind {
        Kind::Jpeg => ("image/jpeg", "jpg"),
        Kind::Png => ("image/png", "png"),
        Kind::WebP => ("image/webp", "webp"),
        Kind::Gif | Kind::Tiff | Kind::Heic | Kind::Avif => return Ok(None),
    };
    if !Carried::of(kind, &bytes).may_go_out_for_credentials() {
        return Ok(None);
    }
    let sha256 = picture::sha256(&bytes);
    let file = format!("credited-{}.{extension}", &sha256.as_str()[..32]);
    folder.put(&file, &bytes)?;
    let bytes = bytes.len() as u64;
    // As it lies in the file; a viewer turns it.
    Ok(Some(Copied { role: "credited", file, media_type, width: 0, height: 0, bytes, sha256, path: None }))
}

/// The rows of a slice without those around it.
fn own_rows(slice: &Slice) -> &[u8] {
    let stride = slice.pixels.width as usize * 3;
    &slice.pixels.bytes[(slice.top - slice.first) as usize * stride..(slice.bottom - slice.first) as usize * stride]
}

fn of_width(slice: &Slice, height: u32, width: u32) -> Result<Cow<'_, Pixels>> {
    if width != slice.pixels.width {
        return render::scaled(slice, height, width);
    }
    let rows = slice.bottom - slice.top;
    Ok(Cow::Owned(Pixels { width, height: rows, has_alpha: false, bytes: own_rows(slice).to_vec() }))
}

fn put((place, pixels): (domain::Tile, Pixels), label: Option<&str>, folder: &Folder) -> Result<Copied> {
    let average: Average = pixels.average();
    let made = render::jpeg(&pixels, average, label)?;
    let sha256 = picture::sha256(&made);
    let file = format!("tile-{}-{}.jpg", place.name(), &sha256.as_str()[..32]);
    folder.put(&file, &made)?;
    let (width, height) = (pixels.width, pixels.height);
    let path = Some(place.path());
    Ok(Copied { role: "tile", file, media_type: "image/jpeg", width, height, bytes: made.len() as u64, sha256, path })
}
