//! From a file's bytes to upright sRGB pixels, or to the reason why not.

use super::{
    carried::Carried, colour::Colour, heif, inks::Inks, jpeg, kind::Kind, pixels::Pixels, tiff, warning::Warning, whole,
};
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
    /// What the file says of AI content (GB 45438-2025), as it stands there.
    pub label: Option<String>,
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

/// What a decoder made of the file, before it is turned and brought to sRGB.
pub struct Raw {
    pub kind: Kind,
    pub pixels: Pixels,
    /// Exif's number, 1 to 8.
    pub orientation: u8,
    pub colour: Colour,
    pub warnings: Vec<Warning>,
}

fn attempt(bytes: &[u8], caps: &Caps) -> Result<Decoded, Refusal> {
    let kind = Kind::of(bytes)?;
    whole::check(kind, bytes)?;
    let raw = match kind {
        Kind::Heic | Kind::Avif => heif::decode(kind, bytes, caps)?,
        Kind::Tiff => tiff::decode(bytes, caps)?,
        Kind::Jpeg if whole::has_inks(bytes) => inks(bytes, caps)?,
        Kind::Png | Kind::Jpeg | Kind::WebP | Kind::Gif => by_image(kind, bytes, caps)?,
    };
    let Raw { kind, mut pixels, orientation, colour, mut warnings } = raw;
    if !colour.to_srgb(&mut pixels) {
        warnings.push(Warning::ColourProfile);
    }
    if colour.is_high_range() {
        warnings.push(Warning::HighRange);
    }
    let pixels = pixels.upright(orientation);
    if pixels.width < 360 {
        warnings.push(Warning::Small);
    }
    let carried = Carried::of(kind, bytes);
    warnings.extend(carried.warnings());
    Ok(Decoded { kind, orientation, pixels, warnings, label: carried.label })
}

fn by_image(kind: Kind, bytes: &[u8], caps: &Caps) -> Result<Raw, Refusal> {
    let (mut decoder, is_animation) = open(kind, bytes, caps.side).map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    check_size(width, height, caps)?;
    // Unreadable metadata are as good as none: the pixels count.
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let colour = decoder.icc_profile().unwrap_or(None).map_or(Colour::Srgb, Colour::Icc);
    let pixels = flatten(DynamicImage::from_decoder(decoder).map_err(refusal)?);
    let warnings = is_animation.then_some(Warning::Animation).into_iter().collect();
    Ok(Raw { kind, pixels, orientation: orientation.to_exif(), colour, warnings })
}

fn check_size(width: u32, height: u32, caps: &Caps) -> Result<(), Refusal> {
    if u64::from(width) * u64::from(height) > caps.pixels || width.max(height) > caps.side {
        return Err(Refusal::TooManyPixels { width, height });
    }
    if width.min(height) == 0 {
        return Err(Refusal::Broken("no pixels".into()));
    }
    Ok(())
}

/// A JPEG of four inks, by libjpeg, because what they look like is said by a profile and not by a decoder.
fn inks(bytes: &[u8], caps: &Caps) -> Result<Raw, Refusal> {
    let failed = |error: std::io::Error| Refusal::Broken(error.to_string());
    let orientation = whole::orientation(bytes);
    let found = jpeg::Inked::open(bytes).map_err(failed)?;
    check_size(found.width, found.height, caps)?;
    let inks = Inks::new(found.profile.as_deref(), found.is_inverted);
    let warnings = (found.profile.is_some() && !inks.has_profile()).then_some(Warning::ColourProfile).into_iter().collect();
    let (width, height) = (found.width, found.height);
    let mut four = found.read().map_err(failed)?;
    let mut rgb = vec![0; four.len() / 4 * 3];
    inks.apply(&mut four, &mut rgb);
    let pixels = Pixels { width, height, has_alpha: false, bytes: rgb };
    Ok(Raw { kind: Kind::Jpeg, pixels, orientation, colour: Colour::Srgb, warnings })
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
        Kind::Heic | Kind::Avif | Kind::Tiff => {
            let kind = image::error::ImageFormatHint::Name(kind.name().to_owned());
            return Err(ImageError::Unsupported(kind.into()));
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
