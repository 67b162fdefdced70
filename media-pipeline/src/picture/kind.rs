//! What a file is, by its first bytes. Its name is never asked: it says what somebody wished.

use crate::picture::Refusal;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Png,
    Jpeg,
    WebP,
    Gif,
    Tiff,
    Heic,
    Avif,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpeg",
            Self::WebP => "webp",
            Self::Gif => "gif",
            Self::Tiff => "tiff",
            Self::Heic => "heic",
            Self::Avif => "avif",
        }
    }

    /// # Errors
    /// Names what the file is, where we know it, so that the editor sees what to save anew.
    pub fn of(bytes: &[u8]) -> Result<Self, Refusal> {
        match bytes {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Ok(Self::Png),
            [0xFF, 0xD8, 0xFF, ..] => Ok(Self::Jpeg),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(Self::WebP),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Ok(Self::Gif),
            [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Ok(Self::Tiff),
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => still(bytes).ok_or(Refusal::OtherKind("MP4/MOV")),
            _ => Err(binary(bytes).or_else(|| markup(bytes)).unwrap_or(Refusal::Unknown)),
        }
    }
}

/// A film has the same first bytes; what tells them apart is the list of brands (ISO/IEC 14496-12, 4.3).
fn still(bytes: &[u8]) -> Option<Kind> {
    let size = u32::from_be_bytes(*bytes.first_chunk()?) as usize;
    let list = bytes.get(8..size.min(bytes.len()))?;
    // Between the first and the others stands a version.
    let brands = || list.chunks_exact(4).enumerate().filter(|(i, _)| *i != 1).map(|(_, brand)| brand);
    let has = |wanted: &[&[u8]]| brands().any(|brand| wanted.contains(&brand));
    match () {
        () if has(&[b"avif", b"avis"]) => Some(Kind::Avif),
        () if has(&[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"]) => Some(Kind::Heic),
        () => None,
    }
}

fn binary(bytes: &[u8]) -> Option<Refusal> {
    let kind = match bytes {
        [b'I', b'I', 43, 0, ..] | [b'M', b'M', 0, 43, ..] => "BigTIFF",
        [0xFF, 0x0A, ..] | [0, 0, 0, 12, b'J', b'X', b'L', b' ', ..] => "JPEG XL",
        [0, 0, 0, 12, b'j', b'P', b' ', b' ', ..] => "JPEG 2000",
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => "BMP",
        [b'8', b'B', b'P', b'S', ..] => "PSD",
        [b'%', b'P', b'D', b'F', ..] => "PDF",
        [b'P', b'K', 3, 4, ..] => "ZIP/Office",
        _ => return None,
    };
    Some(Refusal::OtherKind(kind))
}

fn markup(bytes: &[u8]) -> Option<Refusal> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let start = start.trim_start_matches('\u{FEFF}').trim_start();
    if !start.starts_with('<') {
        return None;
    }
    let kind = if start.contains("<svg") {
        "SVG"
    } else if start.contains("<html") || start.contains("<!doctype html") || start.contains("<script") {
        "HTML"
    } else {
        "XML"
    };
    Some(Refusal::Active(kind))
}
