//! What a file says of itself before any decoder runs, read by stepping through it: how it may be read, which way is up,
//! whether it is all there and not built to be slow.

use crate::picture::{Carried, MAX_PROFILE, Refusal};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
};

/// What was seen on the way.
pub struct Seen {
    pub reading: Reading,
    pub carried: Carried,
}

/// How a file's rows may be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Row by row.
    Strips,
    /// At once; the words are part of a sentence for the editor.
    Whole(&'static str),
}

/// A PNG of 100,000 rows comes in some ten thousand chunks.
const MAX_CHUNKS: usize = 200_000;
/// More of a chunk of metadata is not looked at.
const MAX_METADATA: u32 = 64 * 1024;
/// See `picture::whole`.
const MAX_SCANS: usize = 64;

const INTERLACED: &str = "隔行扫描的 PNG ";
const PROGRESSIVE: &str = "渐进式 JPEG ";
const SCANS: &str = "分多次扫描的 JPEG ";
const TURNED: &str = "带有旋转标记的图片";

fn truncated(error: io::Error) -> Refusal {
    if error.kind() == io::ErrorKind::UnexpectedEof { Refusal::Truncated } else { Refusal::Broken(error.to_string()) }
}

/// Steps over the chunks to IEND (PNG third edition, 5.3). `file` stands at its beginning.
pub fn png(file: &mut BufReader<File>) -> Result<Seen, Refusal> {
    let mut seen = Seen { reading: Reading::Strips, carried: Carried::default() };
    let end = file.get_ref().metadata().map_err(truncated)?.len();
    file.seek_relative(8).map_err(truncated)?;
    let mut at = 8;
    for _ in 0..MAX_CHUNKS {
        let mut head = [0; 8];
        file.read_exact(&mut head).map_err(truncated)?;
        let [l0, l1, l2, l3, kind @ ..] = head;
        let length = u32::from_be_bytes([l0, l1, l2, l3]);
        at += 12 + u64::from(length);
        if at > end {
            return Err(Refusal::Truncated);
        }
        let mut data = Vec::new();
        match &kind {
            b"IEND" => return Ok(seen),
            b"IHDR" | b"eXIf" | b"iTXt" | b"tEXt" | b"caBX" => {
                _ = file.by_ref().take(u64::from(length.min(MAX_METADATA))).read_to_end(&mut data).map_err(truncated)?
            }
            _ => {}
        }
        match &kind {
            b"IHDR" if data.get(12) != Some(&0) => seen.reading = Reading::Whole(INTERLACED),
            b"eXIf" if is_turned(&data) => seen.reading = Reading::Whole(TURNED),
            _ => seen.carried.png_chunk(&kind, &data),
        }
        file.seek_relative(i64::from(length) - data.len() as i64 + 4).map_err(truncated)?;
    }
    Err(Refusal::Bomb("a PNG with hundreds of thousands of chunks"))
}

/// Walks the markers to EOI (ITU-T T.81, annex B), stepping over segments. `file` stands at its beginning.
pub fn jpeg(file: &mut BufReader<File>) -> Result<Seen, Refusal> {
    file.seek_relative(2).map_err(truncated)?;
    let mut seen = Seen { reading: Reading::Strips, carried: Carried::default() };
    let (mut scans, mut profile) = (0, 0);
    loop {
        let marker = next_marker(file).map_err(truncated)?;
        if matches!(marker, 0x01 | 0xD0..=0xD8) {
            continue;
        }
        if marker == 0xD9 {
            return Ok(seen);
        }
        let segment = segment(file).map_err(truncated)?;
        match marker {
            0xC0 | 0xC1 | 0xC4 | 0xC8 | 0xCC => {}
            0xC2..=0xCF => seen.reading = Reading::Whole(PROGRESSIVE),
            0xDA => {
                scans += 1;
                if scans > 1 && seen.reading == Reading::Strips {
                    seen.reading = Reading::Whole(SCANS);
                }
            }
            0xE1 if segment.starts_with(b"Exif\0\0") && is_turned(&segment[6..]) => seen.reading = Reading::Whole(TURNED),
            0xE2 => profile += segment.len(),
            _ => seen.carried.jpeg_segment(marker, &segment),
        }
        if profile > MAX_PROFILE {
            return Err(Refusal::Bomb("a colour profile without end"));
        }
        if scans > MAX_SCANS {
            return Err(Refusal::Bomb("a JPEG with hundreds of scans"));
        }
    }
}

fn is_turned(exif: &[u8]) -> bool {
    use image::metadata::Orientation;
    Orientation::from_exif_chunk(exif).is_some_and(|orientation| orientation != Orientation::NoTransforms)
}

/// The marker behind the next 0xFF that no zero follows, over coded data and fill bytes.
fn next_marker(file: &mut impl BufRead) -> io::Result<u8> {
    loop {
        let buffer = file.fill_buf()?;
        if buffer.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let Some(at) = buffer.iter().position(|&byte| byte == 0xFF) else {
            let skipped = buffer.len();
            file.consume(skipped);
            continue;
        };
        file.consume(at + 1);
        let mut byte = [0xFF];
        while byte[0] == 0xFF {
            file.read_exact(&mut byte)?;
        }
        if byte[0] != 0 {
            return Ok(byte[0]);
        }
    }
}

fn segment(file: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 2];
    file.read_exact(&mut length)?;
    let mut segment = vec![0; usize::from(u16::from_be_bytes(length)).saturating_sub(2)];
    file.read_exact(&mut segment)?;
    Ok(segment)
}
