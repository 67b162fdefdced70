//! Markdown, in and out, in the format of docs/works-format.md (“The body”).

pub(crate) mod anchors;
mod attributes;
mod blocks;
mod code;
mod figure;
mod foreign;
mod inlines;
mod paragraph;
mod question;
mod quiz;
mod quote;
mod soft_break;
mod source;
mod table;
mod whole;
mod write;

pub use foreign::{Taken, take};
pub use whole::{WhatIsThere, read_what_is_there};
pub(crate) use write::keeps;
pub use write::write;

use crate::{Document, Flaw, Lines, Path, check};
use comrak::{Arena, Options};
use std::fmt;

/// Something wrong in a source, for the person who wrote it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub struct Fault {
    /// From 1, in the source as it was given.
    pub line: u32,
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

/// A document and where each of its nodes was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    pub document: Document,
    pub lines: Lines,
}

/// In bytes; a work of a hundred thousand characters fits three times.
pub const MAX_SOURCE: usize = 1024 * 1024;

/// The body of a work. All faults at once, in the order of their lines.
pub fn read(source: &str) -> Result<Read, Vec<Fault>> {
    let Gone { read, faults, .. } = go_through(source)?;
    if faults.is_empty() { Ok(read) } else { Err(faults) }
}

/// What a source came to, with something harmless in the place of each fault.
struct Gone {
    read: Read,
    /// By line, each once.
    faults: Vec<Fault>,
    lost: bool,
}

fn go_through(source: &str) -> Result<Gone, Vec<Fault>> {
    let source = source::prepare(source)?;
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, &source, &options());
    let mut reader = Reader::new(&source);
    let document = reader.document(root);
    let Reader { mut faults, lines, lost, .. } = reader;
    faults.extend(check::check(&document).into_iter().map(|Flaw { path, message }| Fault { line: lines.of(&path), message }));
    faults.sort();
    faults.dedup();
    Ok(Gone { read: Read { document, lines }, faults, lost })
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.footnotes = true;
    options.extension.block_directive = true;
    options.extension.header_attributes = true;
    options.extension.link_attributes = true;
    options.extension.cjk_friendly_emphasis = true;
    // Unused definitions must be seen to be reported, and an escaped character must be told from a meant one.
    options.parse.leave_footnote_definitions = true;
    options.parse.escaped_char_spans = true;
    options
}

/// From comrak's tree to ours. Goes on after a fault with something harmless in its place.
struct Reader<'s> {
    source: Vec<&'s str>,
    faults: Vec<Fault>,
    /// Set where the tree does not carry what was written.
    lost: bool,
    lines: Lines,
    anchors: anchors::Anchors,
    /// Labels in the order in which the text refers to them.
    referred: Vec<String>,
    /// Set while words are read that were taken out of their place, such as a caption.
    line: Option<u32>,
    /// Of a text from elsewhere: what cannot be kept is left out, and its words stay.
    foreign: Option<foreign::Foreign>,
}

type Node<'a> = comrak::nodes::Node<'a>;

impl<'s> Reader<'s> {
    fn new(source: &'s str) -> Self {
        Self {
            source: source.split('\n').collect(),
            faults: Vec::new(),
            lost: false,
            lines: Lines::default(),
            anchors: anchors::Anchors::default(),
            referred: Vec::new(),
            line: None,
            foreign: None,
        }
    }

    fn line_of(&self, node: Node) -> u32 {
        self.line.unwrap_or_else(|| u32::try_from(node.data().sourcepos.start.line).unwrap_or(u32::MAX))
    }

    fn fault(&mut self, node: Node, message: impl Into<String>) {
        let line = self.line_of(node);
        self.fault_at(line, message);
    }

    fn fault_at(&mut self, line: u32, message: impl Into<String>) {
        self.lost = true;
        self.faults.push(Fault { line, message: message.into() });
    }

    /// A fault of form: the tree carries all that was written.
    fn slip(&mut self, node: Node, message: impl Into<String>) {
        let line = self.line_of(node);
        self.faults.push(Fault { line, message: message.into() });
    }

    /// The source of a block from its first character to the end of that line: comrak resolves escapes in what it hands
    /// on of an opening line, and attributes have escapes of their own.
    fn opening(&self, node: Node) -> &'s str {
        let start = node.data().sourcepos.start;
        self.source.get(start.line - 1).and_then(|line| line.get(start.column - 1..)).unwrap_or("")
    }

    fn note(&mut self, path: &Path, node: Node) {
        let line = self.line_of(node);
        self.lines.note(path, line);
    }
}
