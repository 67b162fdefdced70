//! The picture that stands in the player before it plays, in several widths.

use super::{manifest::Rendition, side::rgb};
use crate::{
    libav::{Frame, Scaler},
    picture::{Folder, Format, encode, prove, sha256},
};
use anyhow::Result;
use ffmpeg_next::ffi::AVPixelFormat::AV_PIX_FMT_RGB24;

/// Of WebP; the widest that the film fills is made too.
const WIDTHS: [u32; 2] = [360, 720];
const WIDEST: u32 = 1280;

/// WebP from narrow to wide, then one JPEG; and the average colour.
pub fn write(frame: &Frame, folder: &Folder) -> Result<Poster> {
    let full = (frame.width(), frame.height());
    let widest = full.0.min(WIDEST);
    let mut targets: Vec<(u32, Format)> =
        WIDTHS.into_iter().filter(|w| *w < widest).chain([widest]).map(|w| (w, Format::WebP)).collect();
    targets.push((full.0.min(WIDEST), Format::Jpeg));
    let mut renditions = Vec::new();
    let (mut colour, mut hash) = (String::new(), String::new());
    for (width, format) in targets {
        let height = ((u64::from(full.1) * u64::from(width) + u64::from(full.0) / 2) / u64::from(full.0)).max(1) as u32;
        let mut scaler = Scaler::new(full, (width, height), AV_PIX_FMT_RGB24)?;
        let pixels = rgb(&mut scaler, frame, (width, height))?;
        if colour.is_empty() {
            colour = pixels.average().hex();
            hash = thumb(frame)?;
        }
        let bytes = encode(&pixels, format)?;
        prove(&bytes, format, &pixels)?;
        let digest = sha256(&bytes);
        let file = format!("poster-{width}-{}.{}", &digest.as_str()[..16], format.extension());
        folder.put(&file, &bytes)?;
        renditions.push(Rendition {
            width,
            height,
            ..Rendition::new("poster", file, format.media_type(), bytes.len() as u64, digest)
        });
    }
    Ok(Poster { renditions, colour, hash })
}

pub struct Poster {
    pub renditions: Vec<Rendition>,
    /// `#a1b2c3`.
    pub colour: String,
    /// A blurred version in some twenty bytes (thumbhash), as base64.
    pub hash: String,
}

fn thumb(frame: &Frame) -> Result<String> {
    // The algorithm takes at most 100 pixels on a side.
    let factor = 64.0 / f64::from(frame.width().max(frame.height()));
    let side = |pixels: u32| ((f64::from(pixels) * factor).round() as u32).clamp(1, 64);
    let (width, height) = (side(frame.width()), side(frame.height()));
    let mut scaler = Scaler::new((frame.width(), frame.height()), (width, height), AV_PIX_FMT_RGB24)?;
    let pixels = rgb(&mut scaler, frame, (width, height))?;
    let rgba: Vec<u8> = pixels.bytes.chunks_exact(3).flat_map(|p| [p[0], p[1], p[2], 255]).collect();
    Ok(base64(&thumbhash::rgba_to_thumb_hash(width as usize, height as usize, &rgba)))
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().enumerate().fold(0u32, |word, (i, b)| word | u32::from(*b) << (16 - 8 * i));
        for i in 0..4 {
            let letter = char::from(LETTERS[(word >> (18 - 6 * i) & 63) as usize]);
            text.push(if i <= chunk.len() { letter } else { '=' });
        }
    }
    text
}
