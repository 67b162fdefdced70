//! The bytes of one file, counted while they come.

use crate::{Entry, Method};
use flate2::{Crc, bufread::DeflateDecoder};
use std::io::Read;

/// A file may become so many times as long, or [`SMALL`] bytes: text that was written by people shrinks by less.
pub const RATIO: u64 = 200;
pub const SMALL: u64 = 1 << 20;

/// Why there are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoilt {
    /// More than any file shrinks.
    Bomb,
    /// More than `left`.
    TooMuch,
    Broken,
    Method,
}

/// At most `left` bytes.
///
/// # Errors
/// Where they are more, do not agree with the list, or cannot be unpacked.
pub fn inflate(entry: &Entry<'_>, left: u64) -> Result<Vec<u8>, Spoilt> {
    let most = left.min(SMALL.max((entry.packed.len() as u64).saturating_mul(RATIO)));
    let mut bytes = Vec::new();
    let taken = match entry.method {
        Method::Stored => entry.packed.take(left + 1).read_to_end(&mut bytes),
        Method::Deflated => DeflateDecoder::new(entry.packed).take(most + 1).read_to_end(&mut bytes),
        Method::Other => return Err(Spoilt::Method),
    };
    taken.map_err(|_| Spoilt::Broken)?;
    match bytes.len() as u64 {
        length if length > left => Err(Spoilt::TooMuch),
        length if length > most && entry.method == Method::Deflated => Err(Spoilt::Bomb),
        _ => {
            let mut crc = Crc::new();
            crc.update(&bytes);
            if crc.sum() == entry.crc { Ok(bytes) } else { Err(Spoilt::Broken) }
        }
    }
}
