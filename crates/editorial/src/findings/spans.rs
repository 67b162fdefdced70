//! The words of a document in pieces that a reader sees as one: a paragraph, a heading, a cell, a caption.

use super::{around, places};
use document::{Block, Document, Inline, Path, text};
use std::collections::{HashMap, HashSet};

pub struct Span {
    /// Of the block, or of the cell, caption or question in it.
    pub path: Path,
    /// A line break is a line feed, a footnote's number is left out.
    pub text: String,
    /// Part of what is given as the very words of a clause.
    pub quoted: bool,
    /// A link or a footnote stands in it.
    pub sourced: bool,
    /// SHA-256 of the text.
    pub digest: [u8; 32],
    /// Which block of the top level it is part of.
    top: String,
}

pub struct Spans {
    pub all: Vec<Span>,
    order: HashMap<Path, usize>,
}

impl Spans {
    pub fn of(document: &Document) -> Self {
        let quotes: HashSet<String> = document.quotes().iter().map(|quote| quote.path.to_string()).collect();
        let mut all = Vec::new();
        let mut order = HashMap::new();
        let mut note = |path: &Path| {
            let seen = order.len();
            order.entry(path.clone()).or_insert(seen);
        };
        document.walk(&mut |path, node| {
            let document::Node::Block(block) = node else { return };
            note(path);
            for (path, inlines) in inlines_of(path, block) {
                let text = text::of_inlines(inlines);
                if !text.trim().is_empty() {
                    note(&path);
                    all.push(span(path, text, sourced(inlines), &quotes));
                }
            }
            if let Block::Quiz(quiz) = block {
                for (i, option) in quiz.options.iter().enumerate() {
                    let path = path.key("options").index(i);
                    note(&path);
                    all.push(span(path, option.text.clone(), false, &quotes));
                }
            }
        });
        Self { all, order }
    }

    /// Where a block or a span stands among all.
    pub fn position(&self, path: &Path) -> usize {
        self.order.get(path).copied().unwrap_or(usize::MAX)
    }

    /// How often `words` stand in the same block of the top level before `from` of the span at `path`.
    pub fn occurrence(&self, path: &Path, from: usize, words: &str) -> usize {
        let needle: Vec<char> = words.chars().collect();
        let count = |text: &str| places(&text.chars().collect::<Vec<_>>(), &needle).len();
        let Some(span) = self.all.iter().find(|one| one.path == *path) else { return 0 };
        let before = self.all.iter().take_while(|one| one.path != *path).filter(|one| one.top == span.top);
        let head: String = span.text.chars().take(from).collect();
        before.map(|one| count(&one.text)).sum::<usize>() + count(&head)
    }
}

fn span(path: Path, text: String, sourced: bool, quotes: &HashSet<String>) -> Span {
    let written = path.to_string();
    let quoted = written.match_indices('.').any(|(end, _)| quotes.contains(&written[..end]));
    let top = written.find(']').map_or(written.clone(), |end| written[..end].to_owned());
    Span { digest: around(&text), path, text, quoted, sourced, top }
}

pub(super) fn inlines_of<'a>(path: &Path, block: &'a Block) -> Vec<(Path, &'a [Inline])> {
    match block {
        Block::Heading { inlines, .. } | Block::Paragraph { inlines } => vec![(path.clone(), inlines)],
        Block::Table(table) => {
            let header = table.header.iter().enumerate().map(|(j, cell)| (path.key("header").index(j), cell.as_slice()));
            let cell = |i: usize, j: usize| path.key("rows").index(i).index(j);
            let rows = table.rows.iter().enumerate();
            let cells = rows.flat_map(|(i, row)| row.iter().enumerate().map(move |(j, cell)| (i, j, cell.as_slice())));
            header.chain(cells.map(|(i, j, words)| (cell(i, j), words))).collect()
        }
        Block::Figure(figure) => vec![(path.key("caption"), &figure.caption)],
        Block::QuestionAndAnswer(q) => vec![(path.key("question"), &q.question)],
        Block::Quiz(q) => vec![(path.key("question"), &q.question), (path.key("explanation"), &q.explanation)],
        Block::List { .. }
        | Block::Quote { .. }
        | Block::Formula(_)
        | Block::Embed { .. }
        | Block::CodeBlock { .. }
        | Block::ThematicBreak {} => Vec::new(),
    }
}

fn sourced(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Link { .. } | Inline::FootnoteReference { .. } => true,
        Inline::Strong { inlines } | Inline::Emphasis { inlines } => sourced(inlines),
        Inline::Text { .. } | Inline::Code { .. } | Inline::LineBreak {} => false,
    })
}
