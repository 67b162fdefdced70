//! Is the file all there, and not built to be slow? Asked of its frame alone, before any decoder runs.
//!
//! Decoders paint grey where a cut JPEG ends and stop asking once a PNG has its rows; an editor would not see that half
//! of a picture is missing until a reader does.

use super::{kind::Kind, segments};
use crate::picture::Refusal;

/// A progressive JPEG from a camera or an editor has about ten scans; each costs a pass over the whole picture, and
/// a few hundred of them in half a megabyte keep a decoder busy for a quarter of a minute.
const MAX_SCANS: usize = 64;
/// A colour profile has a megabyte or two.
pub const MAX_PROFILE: usize = 16 * 1024 * 1024;

pub fn check(kind: Kind, bytes: &[u8]) -> Result<(), Refusal> {
    let whole = match kind {
        Kind::Jpeg => return jpeg(bytes),
        Kind::Png => png(bytes),
        Kind::WebP => bytes[4..].first_chunk().is_some_and(|size| u64::from(u32::from_le_bytes(*size)) + 8 <= bytes.len() as u64),
        // Their containers say where the bytes stand, which is looked at there.
        Kind::Tiff | Kind::Heic | Kind::Avif => true,
        // GIF frames carry their own end, which the decoder insists on; a missing trailer harms nothing.
        Kind::Gif => true,
    };
    if whole { Ok(()) } else { Err(Refusal::Truncated) }
}

/// Does a JPEG have four inks?
pub fn has_inks(bytes: &[u8]) -> bool {
    // Every frame but the markers of tables, of a hierarchy and of arithmetic coding that lie between them.
    let is_frame = |marker: u8| matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC);
    segments::jpeg(bytes).find(|(marker, _)| is_frame(*marker)).is_some_and(|(_, data)| data.get(5) == Some(&4))
}

/// A JPEG's, as Exif's number; 1 where it says nothing.
pub fn orientation(bytes: &[u8]) -> u8 {
    let exif = segments::jpeg(bytes).find_map(|(marker, data)| data.strip_prefix(b"Exif\0\0").filter(|_| marker == 0xE1));
    exif.and_then(image::metadata::Orientation::from_exif_chunk).map_or(1, |found| found.to_exif())
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
    let (mut scans, mut profile) = (0, 0);
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
        let is_profile = bytes[at - 1] == 0xE2;
        let length = bytes.get(at..).and_then(|rest| rest.first_chunk()).map(|l| usize::from(u16::from_be_bytes(*l)));
        let length = length.ok_or(Refusal::Truncated)?;
        profile += if is_profile { length } else { 0 };
        if profile > MAX_PROFILE {
            return Err(Refusal::Bomb("a colour profile without end"));
        }
        at += length;
    }
}

/// How far it is to behind the next marker. Skips coded data, where 0xFF is followed by zero.
fn marker(bytes: &[u8]) -> Option<usize> {
    let start = bytes.windows(2).position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xFF))?;
    Some(start + 2)
}
