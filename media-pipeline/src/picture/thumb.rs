//! A picture in some twenty bytes (thumbhash), as base64: what stands in its place until it is loaded.

use super::{pixels::Pixels, scale::scale};
use anyhow::Result;

/// The algorithm takes at most 100 pixels on a side.
pub const THUMB_SIDE: u32 = 64;

/// Of a picture without alpha.
pub fn thumbhash(pixels: &Pixels) -> Result<String> {
    let factor = (f64::from(THUMB_SIDE) / f64::from(pixels.width.max(pixels.height))).min(1.0);
    let side = |pixels: u32| ((f64::from(pixels) * factor).round() as u32).clamp(1, THUMB_SIDE);
    let small = scale(pixels, side(pixels.width), side(pixels.height))?;
    let rgba: Vec<u8> = small.bytes.chunks_exact(3).flat_map(|p| [p[0], p[1], p[2], 255]).collect();
    Ok(base64(&thumbhash::rgba_to_thumb_hash(small.width as usize, small.height as usize, &rgba)))
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
