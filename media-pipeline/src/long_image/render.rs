//! A slice at one width, scaled as a part of the whole picture, coded, decoded again, written.

use super::{plan::Scale, slicer::Slice};
use crate::picture::{Average, Folder, Format, Pixels, Rendition, labelled, prove_fast, put, scale_rows};
use anyhow::{Context, Result};
use std::borrow::Cow;

/// The slice `target` pixels wide; `height` is that of the whole picture.
pub fn scaled(slice: &Slice, height: u32, target: u32) -> Result<Cow<'_, Pixels>> {
    let scale = Scale::new(slice.pixels.width, height, target);
    let (top, bottom) = (scale.row(slice.top), scale.row(slice.bottom));
    let first = f64::from(slice.first);
    scale_rows(&slice.pixels, scale.back(top) - first, scale.back(bottom) - first, target, bottom - top)
}

/// As WebP and as JPEG, each with the label of AI content where there is one; `average` is that of the pixels.
pub fn renditions(pixels: &Pixels, average: Average, label: Option<&str>, folder: &Folder) -> Result<Vec<Rendition>> {
    let rendition = |format: Format| {
        let made = || format!("making the {} of {} × {}", format.media_type(), pixels.width, pixels.height);
        let bytes = format.encode_fast(pixels).and_then(|bytes| labelled(bytes, format, pixels, label)).with_context(made)?;
        prove_fast(&bytes, format, pixels, average).with_context(made)?;
        put(&bytes, format, pixels, folder)
    };
    [Format::WebP, Format::Jpeg].into_iter().map(rendition).collect()
}

/// As JPEG alone, decoded again.
pub fn jpeg(pixels: &Pixels, average: Average, label: Option<&str>) -> Result<Vec<u8>> {
    let made = || format!("making a JPEG of {} × {}", pixels.width, pixels.height);
    let coded = Format::Jpeg.encode_fast(pixels).and_then(|bytes| labelled(bytes, Format::Jpeg, pixels, label));
    let bytes = coded.with_context(made)?;
    prove_fast(&bytes, Format::Jpeg, pixels, average).with_context(made)?;
    Ok(bytes)
}
