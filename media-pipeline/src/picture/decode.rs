//! From a file's bytes to upright sRGB pixels, or to the reason why not.

use super::{colour, kind::Kind, pixels::Pixels, warning::Warning, whole};
use crate::picture::Refusal;
use image::{
    AnimationDecoder, DynamicImage, ImageDecoder, ImageError, ImageResult, Limits,
    codecs::{gif::GifDecoder, jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder},
};
use std::{io::Cursor, panic};

/// What a decoder may allocate beside the picture itself; a compressed colour profile is the usual way to ask for more.
const SIDE_MEMORY: u64 = 64 * 1024 * 1024;

pub struct Decoded {
    pub kind: Kind,
    /// Exif's number as found, 1 to 8; the pixels are upright already.
    pub orientation: u8,
    pub pixels: Pixels,
    pub warnings: Vec<Warning>,
}

/// How large a picture may be.
#[derive(Clone, Copy)]
pub struct Caps {
    /// In all.
    pub pixels: u64,
    /// Of the longer side.
    pub side: u32,
}

/// A decoder that panics has met a file that it cannot read; the message is on standard error.
pub fn decode(bytes: &[u8], caps: &Caps) -> Result<Decoded, Refusal> {
    panic::catch_unwind(|| attempt(bytes, caps)).unwrap_or_else(|_| Err(Refusal::Broken("the decoder panicked".into())))
}

fn attempt(bytes: &[u8], caps: &Caps) -> Result<Decoded, Refusal> {
    let kind = Kind::of(bytes)?;
    whole::check(kind, bytes)?;
    let (mut decoder, is_animation) = open(kind, bytes, caps.side).map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > caps.pixels || width.max(height) > caps.side {
        return Err(Refusal::TooManyPixels { width, height });
    }
    if width.min(height) == 0 {
        return Err(Refusal::Broken("no pixels".into()));
    }
    // Unreadable metadata are as good as none: the pixels count.
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let profile = decoder.icc_profile().unwrap_or(None);
    let mut image = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    image.apply_orientation(orientation);
    let mut pixels = flatten(image);
    let mut warnings = Vec::new();
    if is_animation {
        warnings.push(Warning::Animation);
    }
    if let Some(profile) = profile
        && !colour::to_srgb(&mut pixels, &profile)
    {
        warnings.push(Warning::ColourProfile);
    }
    if pixels.width < 360 {
        warnings.push(Warning::Small);
    }
    Ok(Decoded { kind, orientation: orientation.to_exif(), pixels, warnings })
}

type Decoder<'a> = Box<dyn ImageDecoder + 'a>;

/// Reads headers only, but for a GIF, where a second picture is looked for.
fn open(kind: Kind, bytes: &[u8], side: u32) -> ImageResult<(Decoder<'_>, bool)> {
    let source = Cursor::new(bytes);
    let mut limits = Limits::default();
    limits.max_alloc = Some(SIDE_MEMORY);
    Ok(match kind {
        Kind::Png => {
            let png = PngDecoder::with_limits(source, limits)?;
            let is_animation = png.is_apng()?;
            (Box::new(png), is_animation)
        }
        Kind::Jpeg => (Box::new(JpegDecoder::new(source)?), false),
        Kind::WebP => {
            let webp = WebPDecoder::new(source)?;
            let is_animation = webp.has_animation();
            (Box::new(webp), is_animation)
        }
        Kind::Gif => (Box::new(GifDecoder::new(source.clone())?), has_second_frame(source, side)),
    })
}

/// Too large a canvas is not looked into: it is refused or, below the limit, taken without the warning.
fn has_second_frame(source: Cursor<&[u8]>, side: u32) -> bool {
    let mut limits = Limits::default();
    limits.max_image_width = Some(side);
    limits.max_image_height = Some(side);
    GifDecoder::new(source)
        .and_then(|mut gif| gif.set_limits(limits).map(|()| gif.into_frames().nth(1).is_some()))
        .unwrap_or(false)
}

/// 8 bits a channel, RGB, or RGBA where at least one pixel lets the page through.
fn flatten(image: DynamicImage) -> Pixels {
    let (width, height) = (image.width(), image.height());
    if image.color().has_alpha() {
        let rgba = image.into_rgba8();
        if rgba.as_raw().chunks_exact(4).any(|pixel| pixel[3] < 255) {
            return Pixels { width, height, has_alpha: true, bytes: rgba.into_raw() };
        }
        return Pixels { width, height, has_alpha: false, bytes: DynamicImage::ImageRgba8(rgba).into_rgb8().into_raw() };
    }
    Pixels { width, height, has_alpha: false, bytes: image.into_rgb8().into_raw() }
}

fn refusal(error: ImageError) -> Refusal {
    match error {
        ImageError::Limits(_) => Refusal::Bomb("more memory than a picture of its kind needs"),
        other => Refusal::Broken(other.to_string()),
    }
}
