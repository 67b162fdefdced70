//! What a file is, by its first bytes. Its name is never asked: it says what somebody wished.

use crate::picture::Refusal;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Png,
    Jpeg,
    WebP,
    Gif,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpeg",
            Self::WebP => "webp",
            Self::Gif => "gif",
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
            _ => Err(binary(bytes).or_else(|| markup(bytes)).unwrap_or(Refusal::Unknown)),
        }
    }
}

fn binary(bytes: &[u8]) -> Option<Refusal> {
    let kind = match bytes {
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => match brand.get(..4)? {
            b"heic" | b"heix" | b"mif1" | b"msf1" | b"hevc" => "HEIC",
            b"avif" | b"avis" => "AVIF",
            _ => "MP4/MOV",
        },
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => "TIFF",
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
