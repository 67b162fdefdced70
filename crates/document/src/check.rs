//! The rules that hold between nodes, whichever way the tree came in. What one node may be stands in its type.

mod blocks;
mod names;
mod quiz;

pub(crate) use blocks::{MAX_COLUMNS, MAX_ROWS, is_language};

use crate::{Block, Document, Inline, Path};
use std::fmt;

/// Blocks inside blocks (lists, quotes, answers); and, counted apart, inlines inside inlines.
pub const MAX_DEPTH: usize = 12;
/// Nodes of one document.
pub const MAX_NODES: usize = 50_000;
/// Characters of an alternative text, a credit, an outlet or a speaker.
const MAX_LINE: usize = 500;

/// Something wrong with a tree, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Flaw {
    pub path: Path,
    pub message: String,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

/// All flaws at once; none where the document may be kept.
pub(crate) fn check(document: &Document) -> Vec<Flaw> {
    let mut flaws = Flaws::default();
    let root = Path::root();
    blocks::check(&root.key("blocks"), &document.blocks, blocks::Around::Body, 0, &mut flaws);
    for (i, note) in document.footnotes.iter().enumerate() {
        blocks::check(&root.key("footnotes").index(i).key("blocks"), &note.blocks, blocks::Around::Footnote, 0, &mut flaws);
    }
    names::check(document, &mut flaws);
    let mut nodes = 0;
    document.walk(&mut |_, _| nodes += 1);
    if nodes > MAX_NODES {
        flaws.add(&root, format!("the document has {nodes} parts, more than {MAX_NODES}; split the work"));
    }
    flaws.0
}

#[derive(Default)]
struct Flaws(Vec<Flaw>);

impl Flaws {
    fn add(&mut self, path: &Path, message: impl Into<String>) {
        self.0.push(Flaw { path: path.clone(), message: message.into() });
    }

    /// A string that is shown on one line.
    fn line(&mut self, path: &Path, what: &str, s: &str) {
        if s.trim().is_empty() {
            self.add(path, format!("{what} is missing"));
        } else if s.chars().any(char::is_control) || s.trim() != s {
            self.add(path, format!("{what} must be one line without space at its ends"));
        } else if s.chars().count() > MAX_LINE {
            self.add(path, format!("{what} is longer than {MAX_LINE} characters"));
        }
    }
}

/// True where a reader would see nothing.
fn blank(inlines: &[Inline]) -> bool {
    inlines.iter().all(|inline| match inline {
        Inline::Text { text } | Inline::Code { text } => text.trim().is_empty(),
        Inline::Strong { inlines } | Inline::Emphasis { inlines } | Inline::Link { inlines, .. } => blank(inlines),
        Inline::LineBreak {} | Inline::FootnoteReference { .. } => true,
    })
}

fn control(text: &str) -> bool {
    text.chars().any(char::is_control)
}

fn control_in_code(text: &str) -> bool {
    text.chars().any(|c| c.is_control() && c != '\n' && c != '\t')
}

/// Named as the format names it, for messages.
fn name(block: &Block) -> String {
    block.kind().replace('-', " ")
}
