//! Is the file all there, and not built to be slow? Asked of its frame alone, before any decoder runs.
//!
//! Decoders paint grey where a cut JPEG ends and stop asking once a PNG has its rows; an editor would not see that half
//! of a picture is missing until a reader does.

use super::kind::Kind;
use crate::picture::Refusal;

/// A progressive JPEG from a camera or an editor has about ten scans; each costs a pass over the whole picture, and
/// a few hundred of them in half a megabyte keep a decoder busy for a quarter of a minute.
const MAX_SCANS: usize = 64;

pub fn check(kind: Kind, bytes: &[u8]) -> Result<(), Refusal> {
    let whole = match kind {
        Kind::Jpeg => return jpeg(bytes),
        Kind::Png => png(bytes),
        Kind::WebP => bytes[4..].first_chunk().is_some_and(|size| u64::from(u32::from_le_bytes(*size)) + 8 <= bytes.len() as u64),
        // GIF frames carry their own end, which the decoder insists on; a missing trailer harms nothing.
        Kind::Gif => true,
    };
    if whole { Ok(()) } else { Err(Refusal::Truncated) }
}

/// Walks the chunks to IEND (PNG third edition, 5.3).
fn png(bytes: &[u8]) -> bool {
    let mut at = 8;
    while let Some([l0, l1, l2, l3, kind @ ..]) = bytes.get(at..at + 8) {
        let length = u32::from_be_bytes([*l0, *l1, *l2, *l3]) as usize;
        at += 12 + length;
        if kind == b"IEND" {
            return at <= bytes.len();
        }
    }
    false
}

/// Walks the markers to EOI (ITU-T T.81, annex B), stepping over segments: an Exif thumbnail has scans of its own.
fn jpeg(bytes: &[u8]) -> Result<(), Refusal> {
    let mut at = 2;
    let mut scans = 0;
    loop {
        at += bytes.get(at..).and_then(marker).ok_or(Refusal::Truncated)?;
        match bytes[at - 1] {
            0xD9 => return Ok(()),
            // No segment follows: TEM, RST, SOI.
            0x01 | 0xD0..=0xD8 => continue,
            0xDA => scans += 1,
            _ => {}
        }
        if scans > MAX_SCANS {
            return Err(Refusal::Bomb("a JPEG with hundreds of scans"));
        }
        at += bytes
            .get(at..)
            .and_then(|rest| rest.first_chunk())
            .map(|l| usize::from(u16::from_be_bytes(*l)))
            .ok_or(Refusal::Truncated)?;
    }
}

/// How far it is to behind the next marker. Skips coded data, where 0xFF is followed by zero.
fn marker(bytes: &[u8]) -> Option<usize> {
    let start = bytes.windows(2).position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xFF))?;
    Some(start + 2)
}
