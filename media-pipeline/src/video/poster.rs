//! The picture that stands in the player before it plays, in several widths.

use super::{manifest::Rendition, side::rgb};
use crate::{
    libav::{Frame, Scaler},
    picture::{Folder, Format, THUMB_SIDE, encode, labelled, prove, sha256, thumbhash},
};
use anyhow::Result;
use ffmpeg_next::ffi::AVPixelFormat::AV_PIX_FMT_RGB24;

/// Of WebP; the widest that the film fills is made too.
const WIDTHS: [u32; 2] = [360, 720];
const WIDEST: u32 = 1280;

/// WebP from narrow to wide, then one JPEG; and the average colour. Each carries the label of AI content, where there is
/// one.
pub fn write(frame: &Frame, folder: &Folder, aigc: Option<&str>) -> Result<Poster> {
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
        let bytes = labelled(encode(&pixels, format)?, format, &pixels, aigc)?;
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
    let factor = f64::from(THUMB_SIDE) / f64::from(frame.width().max(frame.height()));
    let side = |pixels: u32| ((f64::from(pixels) * factor).round() as u32).clamp(1, THUMB_SIDE);
    let (width, height) = (side(frame.width()), side(frame.height()));
    let mut scaler = Scaler::new((frame.width(), frame.height()), (width, height), AV_PIX_FMT_RGB24)?;
    let pixels = rgb(&mut scaler, frame, (width, height))?;
    thumbhash(&pixels)
}
