//! Making pictures smaller, never larger.

use super::pixels::Pixels;
use anyhow::Result;
use fast_image_resize::{
    FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer,
    images::{Image, ImageRef},
};
use std::borrow::Cow;

/// Lanczos over three lobes. Colour is weighted by alpha, or what lies under transparent pixels would bleed into edges.
pub fn scale(pixels: &Pixels, width: u32, height: u32) -> Result<Cow<'_, Pixels>> {
    scale_rows(pixels, 0.0, f64::from(pixels.height), width, height)
}

/// The rows from `top` to `bottom`, which may lie between rows. What is above and below them in `pixels` is looked at as if
/// the whole had been scaled.
pub fn scale_rows(pixels: &Pixels, top: f64, bottom: f64, width: u32, height: u32) -> Result<Cow<'_, Pixels>> {
    let of_all = (top, bottom) == (0.0, f64::from(pixels.height));
    if of_all && (width, height) == (pixels.width, pixels.height) {
        return Ok(Cow::Borrowed(pixels));
    }
    let kind = if pixels.has_alpha { PixelType::U8x4 } else { PixelType::U8x3 };
    let from = ImageRef::new(pixels.width, pixels.height, &pixels.bytes, kind)?;
    let mut to = Image::new(width, height, kind);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3)).crop(
        0.0,
        top,
        f64::from(pixels.width),
        bottom - top,
    );
    Resizer::new().resize(&from, &mut to, Some(&options))?;
    Ok(Cow::Owned(Pixels { width, height, has_alpha: pixels.has_alpha, bytes: to.into_vec() }))
}
