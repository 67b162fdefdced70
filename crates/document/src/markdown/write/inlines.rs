//! Inlines. Emphasis depends on the characters around its marks, so what was written is read again, and other marks are
//! tried until the same inlines come back.

use super::escape::{self, Before};
use crate::markdown::{Reader, options};
use crate::{Block, Inline, Path, Target};
use comrak::Arena;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Paragraph,
    /// A heading or a caption: its beginning and its end are not those of a line.
    Line,
    /// Of a table.
    Cell,
}

/// For so many spans both marks are tried in every combination; further ones repeat the choices.
const CHOICES: usize = 6;

pub(super) fn write(inlines: &[Inline], place: Place) -> String {
    let attempt = |marks| {
        let before = if place == Place::Paragraph { Before::Line } else { Before::Edge };
        let mut writer = Writer { out: String::new(), marks, spans: 0, before };
        writer.inlines(inlines, true);
        writer
    };
    let first = attempt(0);
    let out = match first.spans {
        0 => first.out,
        spans => {
            let other = || (1..1u32 << spans.min(CHOICES)).map(|marks| attempt(marks).out).find(|s| reads_back(s, inlines));
            if reads_back(&first.out, inlines) { first.out } else { other().unwrap_or(first.out) }
        }
    };
    match place {
        Place::Cell => out.replace('|', "\\|"),
        // A heading may close with hashes.
        Place::Line if out.ends_with('#') => format!("{}\\#", &out[..out.len() - 1]),
        Place::Line | Place::Paragraph => out,
    }
}

struct Writer {
    out: String,
    /// Bit by bit, whether a span is marked with underscores.
    marks: u32,
    spans: usize,
    before: Before,
}

impl Writer {
    /// `edge` where the end of these is the end of a line or a span.
    fn inlines(&mut self, inlines: &[Inline], edge: bool) {
        for (i, inline) in inlines.iter().enumerate() {
            let ends = edge && inlines.get(i + 1).is_none_or(|next| matches!(next, Inline::LineBreak {}));
            match inline {
                Inline::Text { text } => escape::text(&mut self.out, text, self.before, ends),
                Inline::Code { text } => escape::code(&mut self.out, text),
                Inline::Strong { inlines } => self.span(2, inlines),
                Inline::Emphasis { inlines } => self.span(1, inlines),
                Inline::Link { target, inlines } => {
                    self.out.push('[');
                    self.before = Before::Words;
                    self.inlines(inlines, false);
                    self.out.push_str("](");
                    self.target(target);
                    self.out.push(')');
                }
                Inline::FootnoteReference { label } => self.out.push_str(&format!("[^{label}]")),
                Inline::LineBreak {} => self.out.push_str("\\\n"),
            }
            self.before = if matches!(inline, Inline::LineBreak {}) { Before::Line } else { Before::Words };
        }
    }

    fn span(&mut self, marks: usize, inlines: &[Inline]) {
        let underscore = self.marks >> (self.spans % CHOICES) & 1 == 1;
        self.spans += 1;
        let mark = if underscore { "_" } else { "*" }.repeat(marks);
        self.out.push_str(&mark);
        self.before = Before::Edge;
        self.inlines(inlines, true);
        self.out.push_str(&mark);
    }

    fn target(&mut self, target: &Target) {
        match target {
            Target::Web { address } => escape::address(&mut self.out, address.as_str()),
            Target::Clause { clause } => self.out.push_str(&format!("clause:{clause}")),
            Target::Work { work } => self.out.push_str(&format!("work:{work}")),
            Target::Anchor { anchor } => self.out.push_str(&format!("#{anchor}")),
        }
    }
}

/// Whether these can be written so that they are read as they are.
pub(crate) fn keeps(inlines: &[Inline]) -> bool {
    let flat = inlines
        .iter()
        .all(|inline| matches!(inline, Inline::Text { .. } | Inline::LineBreak {} | Inline::FootnoteReference { .. }));
    flat || reads_back(&write(inlines, Place::Paragraph), inlines)
}

fn reads_back(written: &str, inlines: &[Inline]) -> bool {
    let mut source = written.to_owned();
    for label in labels(inlines) {
        source.push_str(&format!("\n\n[^{label}]: x"));
    }
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, &source, &options());
    let mut reader = Reader::new(&source);
    let blocks = reader.blocks(&Path::root(), root.children(), 0);
    matches!(blocks.as_slice(), [Block::Paragraph { inlines: read }] if read == inlines)
}

fn labels(inlines: &[Inline]) -> Vec<&str> {
    let mut found = Vec::new();
    for inline in inlines {
        match inline {
            Inline::FootnoteReference { label } => found.push(label.as_str()),
            Inline::Strong { inlines } | Inline::Emphasis { inlines } | Inline::Link { inlines, .. } => {
                found.extend(labels(inlines))
            }
            Inline::Text { .. } | Inline::Code { .. } | Inline::LineBreak {} => {}
        }
    }
    found
}
