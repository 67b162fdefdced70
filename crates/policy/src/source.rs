//! Bytes to lines and back. What the lines mean is no business of this file.

use crate::{Fault, ReadError};
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};
use serde::Serialize;
use std::{borrow::Cow, collections::BTreeMap, ops::Range};

/// GBK and GB 2312 are read as GB 18030, which contains both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Encoding {
    #[serde(rename = "UTF-8")]
    Utf8,
    #[serde(rename = "UTF-16LE")]
    Utf16Le,
    #[serde(rename = "UTF-16BE")]
    Utf16Be,
    #[serde(rename = "GB18030")]
    Gb18030,
}

/// The decoded text with all that is needed to write the same bytes again.
#[derive(Debug, Clone)]
pub struct Source {
    encoding: Encoding,
    bom: bool,
    text: String,
    lines: Vec<Line>,
    /// Lines whose bytes are not what the encoder would write, such as the second code of a character that has two.
    odd: BTreeMap<usize, Vec<u8>>,
}

#[derive(Debug, Clone)]
struct Line {
    /// In `Source::text`, without the line's end.
    text: Range<usize>,
    end: &'static str,
}

impl Source {
    /// Fails where the bytes are in none of the encodings or hold control characters.
    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, ReadError> {
        let (encoding, bom) = detect(bytes);
        let body = &bytes[bom.len()..];
        let mut source = Self {
            encoding,
            bom: !bom.is_empty(),
            text: String::with_capacity(body.len()),
            lines: Vec::new(),
            odd: BTreeMap::new(),
        };
        let mut start = 0;
        while start < body.len() {
            let (stop, end) = encoding.line_end(body, start);
            source.push(&body[start..stop], end)?;
            start = stop + end.len() * encoding.unit();
        }
        Ok(source)
    }

    fn push(&mut self, raw: &[u8], end: &'static str) -> Result<(), ReadError> {
        let number = self.lines.len();
        let text = self.encoding.decode(raw).ok_or_else(|| Fault::Undecodable { encoding: self.encoding.name() }.at(number))?;
        if let Some(c) = text.chars().find(|&c| is_binary(c)) {
            return Err(Fault::Binary { code: c as u32 }.at(number));
        }
        if *self.encoding.encode(&text) != *raw {
            self.odd.insert(number, raw.to_owned());
        }
        let from = self.text.len();
        self.text.push_str(&text);
        self.lines.push(Line { text: from..self.text.len(), end });
        Ok(())
    }

    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    pub fn has_bom(&self) -> bool {
        self.bom
    }

    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// The line counted from 0, without its end; panics past the last one.
    pub fn line(&self, number: usize) -> &str {
        &self.text[self.lines[number].text.clone()]
    }

    pub(crate) fn write_bom(&self, out: &mut Vec<u8>) {
        if self.bom {
            out.extend_from_slice(&self.encoding.encode("\u{feff}"));
        }
    }

    pub(crate) fn write_lines(&self, lines: Range<usize>, out: &mut Vec<u8>) {
        for number in lines {
            match self.odd.get(&number) {
                Some(raw) => out.extend_from_slice(raw),
                None => out.extend_from_slice(&self.encoding.encode(self.line(number))),
            }
            out.extend_from_slice(&self.encoding.encode(self.lines[number].end));
        }
    }
}

impl Encoding {
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Gb18030 => "GB18030",
        }
    }

    fn unit(self) -> usize {
        if matches!(self, Self::Utf16Le | Self::Utf16Be) { 2 } else { 1 }
    }

    /// Where the line that begins at `start` stops, and what ends it. No encoding here uses CR or LF inside a character.
    fn line_end(self, bytes: &[u8], start: usize) -> (usize, &'static str) {
        let unit = self.unit();
        let ascii = |at: usize| match (self, bytes.get(at..at + unit)) {
            (Self::Utf16Le, Some(&[low, 0])) | (Self::Utf16Be, Some(&[0, low])) | (Self::Utf8 | Self::Gb18030, Some(&[low])) => {
                low
            }
            _ => 0,
        };
        let stop = (start..bytes.len()).step_by(unit).find(|&at| matches!(ascii(at), b'\r' | b'\n')).unwrap_or(bytes.len());
        match (ascii(stop), ascii(stop + unit)) {
            (b'\r', b'\n') => (stop, "\r\n"),
            (b'\r', _) => (stop, "\r"),
            (b'\n', _) => (stop, "\n"),
            _ => (stop, ""),
        }
    }

    fn decode(self, raw: &[u8]) -> Option<Cow<'_, str>> {
        match self {
            Self::Utf8 => std::str::from_utf8(raw).ok().map(Cow::Borrowed),
            Self::Utf16Le => UTF_16LE.decode_without_bom_handling_and_without_replacement(raw),
            Self::Utf16Be => UTF_16BE.decode_without_bom_handling_and_without_replacement(raw),
            Self::Gb18030 => GB18030.decode_without_bom_handling_and_without_replacement(raw),
        }
    }

    fn encode(self, text: &str) -> Cow<'_, [u8]> {
        match self {
            Self::Utf8 => Cow::Borrowed(text.as_bytes()),
            Self::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Self::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            Self::Gb18030 => GB18030.encode(text).0,
        }
    }
}

/// The encoding and the byte order mark that shows it, if there is one.
fn detect(bytes: &[u8]) -> (Encoding, &[u8]) {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => return (Encoding::Utf8, &bytes[..3]),
        [0xff, 0xfe, ..] => return (Encoding::Utf16Le, &bytes[..2]),
        [0xfe, 0xff, ..] => return (Encoding::Utf16Be, &bytes[..2]),
        _ => {}
    }
    let guess = if is_utf16(bytes, u16::from_le_bytes) {
        Encoding::Utf16Le
    } else if is_utf16(bytes, u16::from_be_bytes) {
        Encoding::Utf16Be
    } else if is_mostly_utf8(bytes) {
        Encoding::Utf8
    } else {
        Encoding::Gb18030
    };
    (guess, &[])
}

/// Without a mark UTF-16 shows by its line ends, and by Chinese text: most units lie in the CJK blocks or in ASCII.
fn is_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> bool {
    if !bytes.len().is_multiple_of(2) {
        return false;
    }
    let units = || bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let usual =
        units().filter(|u| matches!(u, 0x20..=0x7e | 0x3000..=0x303f | 0x4e00..=0x9fff | 0xff00..=0xffef | 0x0a | 0x0d)).count();
    bytes.contains(&0) && units().any(|u| u == 0x0a || u == 0x0d) && usual * 20 >= bytes.len() / 2 * 19
}

/// A damaged UTF-8 file shall be called damaged, not taken for GB 18030, in which its bytes would be other characters.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| !b.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    good >= bad * 9
}

/// Tabs, form feeds and Word's soft line breaks are spaces; no text has any other control character.
fn is_binary(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0e'..='\x1f' | '\x7f' | '\u{fffe}' | '\u{ffff}')
}
