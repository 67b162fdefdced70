//! Captions that a film carries: their times stand in the container, their text in an encoding that nobody names.

use crate::{
    Warning, ass, blocks, clean,
    encoding::{self, Decoded},
    read::{Format, MAX_CUES, Raw, layered, words},
};
use domain::Cue;

/// One caption as a container holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Milliseconds.
    pub start: u32,
    pub end: u32,
    pub bytes: Vec<u8>,
}

/// How the text of the pieces is marked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// What stands below the times in a file of this format. Of ASS the fields of an event: number, layer, style, name,
    /// three margins, effect, text, as Matroska holds them.
    Of(Format),
    /// Text and nothing else.
    Plain,
}

/// What a track held: cues by time, none empty, each ending after it starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    pub cues: Vec<Cue>,
    /// `UTF-8`, `UTF-16LE`, `UTF-16BE`, `GB18030` or `Big5`.
    pub encoding: &'static str,
    pub warnings: Vec<Warning>,
}

/// Fields in front of an event's text.
const FIELDS: usize = 8;

/// Reads the pieces of one track; the first [`MAX_CUES`] that hold something are kept, and a warning says of more.
pub fn read_track(pieces: &[Piece], markup: Markup) -> Track {
    let (texts, encoding, damaged) = decoded(pieces);
    let mut raw = Raw::default();
    let mut too_many = 0;
    for (piece, text) in pieces.iter().zip(&texts) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n").replace(['\u{FEFF}', '\0'], "");
        if raw.cues.len() >= MAX_CUES {
            too_many += 1;
            continue;
        }
        match cleaned(&text, markup) {
            Some(text) => raw.push(piece.start, piece.end, text),
            None => raw.unreadable += 1,
        }
    }
    let mut warnings = words(&raw, damaged);
    if too_many > 0 {
        let message = format!("字幕超过{MAX_CUES}条，后面的{too_many}条没有读入。");
        warnings.push(Warning::whole("too-many-dropped", message));
    }
    raw.cues.sort_by_key(|cue| (cue.start, cue.end));
    let cues = if markup == Markup::Of(Format::Ass) { layered(raw.cues) } else { raw.cues };
    Track { cues, encoding, warnings }
}

/// `None` where an event lacks fields.
fn cleaned(text: &str, markup: Markup) -> Option<String> {
    Some(match markup {
        Markup::Of(Format::Ass) => ass::spoken(text.splitn(FIELDS + 1, ',').nth(FIELDS)?),
        Markup::Of(format) => blocks::text(text, format),
        Markup::Plain => clean::visible(text),
    })
}

/// Every piece as text. They are written by one hand, so all of them together tell their encoding; a piece with a byte
/// order mark tells its own.
fn decoded(pieces: &[Piece]) -> (Vec<String>, &'static str, bool) {
    let marked = |piece: &Piece| encoding::is_marked(&piece.bytes);
    let whole: Vec<u8> = pieces.iter().filter(|p| !marked(p)).flat_map(|p| p.bytes.iter().copied()).collect();
    let halves = pieces.iter().filter(|p| !marked(p)).all(|p| p.bytes.len() % 2 == 0);
    let shared = encoding::decode_words(&whole, halves).encoding;
    let mut all = (Vec::with_capacity(pieces.len()), shared, false);
    for piece in pieces {
        let Decoded { text, encoding, damaged } =
            if marked(piece) { encoding::decode(&piece.bytes) } else { encoding::decode_as(shared, &piece.bytes) };
        if whole.is_empty() {
            all.1 = encoding;
        }
        all.0.push(text);
        all.2 |= damaged;
    }
    all
}
