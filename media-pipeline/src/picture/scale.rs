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
    if (width, height) == (pixels.width, pixels.height) {
        return Ok(Cow::Borrowed(pixels));
    }
    let kind = if pixels.has_alpha { PixelType::U8x4 } else { PixelType::U8x3 };
    let from = ImageRef::new(pixels.width, pixels.height, &pixels.bytes, kind)?;
    let mut to = Image::new(width, height, kind);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new().resize(&from, &mut to, Some(&options))?;
    Ok(Cow::Owned(Pixels { width, height, has_alpha: pixels.has_alpha, bytes: to.into_vec() }))
}
