//! From pixels to the bytes of a file. No metadata go in, because none come this far.

use super::{
    jpeg,
    pixels::{Average, Pixels},
    webp,
};
use anyhow::{Result, bail};
use image::{
    ExtendedColorType, ImageEncoder, ImageFormat,
    codecs::{
        jpeg::JpegEncoder,
        png::{CompressionType, FilterType, PngEncoder},
    },
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    WebP,
    Jpeg,
    Png,
}

impl Format {
    pub fn media_type(self) -> &'static str {
        match self {
            Self::WebP => "image/webp",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    pub fn extension(self) -> &'static str {
        match self {
            Self::WebP => "webp",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }

    /// The decoder that proves an output.
    pub fn decoder(self) -> ImageFormat {
        match self {
            Self::WebP => ImageFormat::WebP,
            Self::Jpeg => ImageFormat::Jpeg,
            Self::Png => ImageFormat::Png,
        }
    }
}

impl Format {
    /// For many large pictures: colour at half resolution as it comes, and JPEG by libjpeg without searching for the best.
    /// WebP and JPEG without alpha only.
    pub fn encode_fast(self, pixels: &Pixels) -> Result<Vec<u8>> {
        match self {
            Self::WebP => Ok(webp::encode(pixels, WEBP_QUALITY, webp::Colour::Plain)?),
            Self::Jpeg => Ok(jpeg::encode(pixels, JPEG_QUALITY)?),
            Self::Png => bail!("there is no fast PNG"),
        }
    }

    /// Decodes what [`Self::encode_fast`] made, every pixel of it, and holds no more of it than a few rows or its planes: its
    /// width, its height and its average.
    pub fn average_fast(self, bytes: &[u8]) -> Result<(u32, u32, Average)> {
        match self {
            Self::WebP => Ok(webp::average(bytes)?),
            Self::Jpeg => Ok(jpeg::average(bytes)?),
            Self::Png => bail!("there is no fast PNG"),
        }
    }
}

const WEBP_QUALITY: f32 = 80.0;
pub const JPEG_QUALITY: u8 = 82;

pub fn encode(pixels: &Pixels, format: Format) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let colour = if pixels.has_alpha { ExtendedColorType::Rgba8 } else { ExtendedColorType::Rgb8 };
    let Pixels { width, height, bytes, .. } = pixels;
    match format {
        Format::WebP => return Ok(webp::encode(pixels, WEBP_QUALITY, webp::Colour::Sharp)?),
        Format::Jpeg => JpegEncoder::new_with_quality(&mut out, JPEG_QUALITY).write_image(bytes, *width, *height, colour)?,
        Format::Png => PngEncoder::new_with_quality(&mut out, CompressionType::Default, FilterType::Adaptive)
            .write_image(bytes, *width, *height, colour)?,
    }
    Ok(out)
}
