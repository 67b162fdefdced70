//! Going through a document in reading order, and the questions an importer asks on the way.

use crate::{Block, Document, Figure, Inline, Path, Quiz, Target, text};
use domain::{ClauseRef, Slug};

/// What the walk meets.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    Block(&'a Block),
    Inline(&'a Inline),
}

/// The very words of a clause, as the work gives them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    pub path: Path,
    pub clause: ClauseRef,
    /// White space between words is one space, between paragraphs one line feed.
    pub text: String,
}

impl Document {
    /// Every node, parents before children, the footnotes last.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&Path, Node<'a>)) {
        blocks(&Path::root().key("blocks"), &self.blocks, visit);
        for (i, note) in self.footnotes.iter().enumerate() {
            blocks(&Path::root().key("footnotes").index(i).key("blocks"), &note.blocks, visit);
        }
    }

    fn collect<'a, T>(&'a self, mut pick: impl FnMut(&Path, Node<'a>) -> Option<T>) -> Vec<T> {
        let mut found = Vec::new();
        self.walk(&mut |path, node| found.extend(pick(path, node)));
        found
    }

    /// The exact quotes, to be held against the clauses they name.
    pub fn quotes(&self) -> Vec<Quote> {
        self.collect(|path, node| match node {
            Node::Block(Block::Quote { blocks, clause: Some(clause) }) => {
                Some(Quote { path: path.clone(), clause: clause.clone(), text: text::of_blocks(blocks) })
            }
            _ => None,
        })
    }

    /// Clauses that a link, an exact quote or a quiz names, with the place.
    pub fn clause_links(&self) -> Vec<(Path, &ClauseRef)> {
        self.collect(|path, node| match node {
            Node::Inline(Inline::Link { target: Target::Clause { clause }, .. })
            | Node::Block(Block::Quote { clause: Some(clause), .. } | Block::Quiz(Quiz { clause: Some(clause), .. })) => {
                Some((path.clone(), clause))
            }
            _ => None,
        })
    }

    /// Works that a link or an embed names, with the place.
    pub fn work_links(&self) -> Vec<(Path, &Slug)> {
        self.collect(|path, node| match node {
            Node::Inline(Inline::Link { target: Target::Work { work }, .. }) | Node::Block(Block::Embed { work }) => {
                Some((path.clone(), work))
            }
            _ => None,
        })
    }

    pub fn pictures(&self) -> Vec<(Path, &Figure)> {
        self.collect(|path, node| match node {
            Node::Block(Block::Figure(figure)) => Some((path.clone(), figure)),
            _ => None,
        })
    }

    /// The questions with answers to choose from.
    pub fn quizzes(&self) -> Vec<(Path, &Quiz)> {
        self.collect(|path, node| match node {
            Node::Block(Block::Quiz(quiz)) => Some((path.clone(), quiz)),
            _ => None,
        })
    }

    /// The anchors of headings and questions, with the words that stand there.
    pub fn anchors(&self) -> Vec<(Path, &crate::Anchor, String)> {
        self.collect(|path, node| match node {
            Node::Block(Block::Heading { anchor, inlines, .. }) => Some((path.clone(), anchor, text::of_inlines(inlines))),
            Node::Block(Block::QuestionAndAnswer(q)) => Some((path.clone(), &q.anchor, text::of_inlines(&q.question))),
            Node::Block(Block::Quiz(q)) => Some((path.clone(), &q.anchor, text::of_inlines(&q.question))),
            _ => None,
        })
    }
}

/// A place that contents name: a heading of the first two levels, or a question that was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section<'a> {
    pub anchor: &'a crate::Anchor,
    pub words: String,
    /// 1 for the largest headings, and for questions outside them.
    pub depth: u8,
}

impl Document {
    /// The contents, in the order of the text.
    pub fn sections(&self) -> Vec<Section<'_>> {
        let mut sections: Vec<Section<'_>> = Vec::new();
        let mut under_heading = false;
        for block in &self.blocks {
            match block {
                Block::Heading { level, anchor, inlines } if u8::from(*level) <= 3 => {
                    under_heading = true;
                    sections.push(Section { anchor, words: text::of_inlines(inlines), depth: u8::from(*level) - 1 });
                }
                Block::QuestionAndAnswer(q) => {
                    let depth = if under_heading { 2 } else { 1 };
                    sections.push(Section { anchor: &q.anchor, words: text::of_inlines(&q.question), depth });
                }
                _ => {}
            }
        }
        sections
    }
}

fn blocks<'a>(path: &Path, all: &'a [Block], visit: &mut dyn FnMut(&Path, Node<'a>)) {
    for (i, one) in all.iter().enumerate() {
        let path = path.index(i);
        visit(&path, Node::Block(one));
        match one {
            Block::Heading { inlines: content, .. } | Block::Paragraph { inlines: content } => {
                inlines(&path.key("inlines"), content, visit)
            }
            Block::List { items, .. } => {
                for (j, item) in items.iter().enumerate() {
                    blocks(&path.key("items").index(j), item, visit);
                }
            }
            Block::Quote { blocks: quoted, .. } => blocks(&path.key("blocks"), quoted, visit),
            Block::Table(table) => {
                cells(&path.key("header"), &table.header, visit);
                for (j, row) in table.rows.iter().enumerate() {
                    cells(&path.key("rows").index(j), row, visit);
                }
            }
            Block::Figure(figure) => inlines(&path.key("caption"), &figure.caption, visit),
            Block::QuestionAndAnswer(q) => {
                inlines(&path.key("question"), &q.question, visit);
                blocks(&path.key("answer"), &q.answer, visit);
            }
            Block::Quiz(q) => {
                inlines(&path.key("question"), &q.question, visit);
                inlines(&path.key("explanation"), &q.explanation, visit);
            }
            Block::Formula(_) | Block::Embed { .. } | Block::CodeBlock { .. } | Block::ThematicBreak {} => {}
        }
    }
}

fn cells<'a>(path: &Path, row: &'a [Vec<Inline>], visit: &mut dyn FnMut(&Path, Node<'a>)) {
    for (i, cell) in row.iter().enumerate() {
        inlines(&path.index(i), cell, visit);
    }
}

fn inlines<'a>(path: &Path, all: &'a [Inline], visit: &mut dyn FnMut(&Path, Node<'a>)) {
    for (i, one) in all.iter().enumerate() {
        let path = path.index(i);
        visit(&path, Node::Inline(one));
        match one {
            Inline::Strong { inlines: inner } | Inline::Emphasis { inlines: inner } | Inline::Link { inlines: inner, .. } => {
                inlines(&path.key("inlines"), inner, visit)
            }
            Inline::Text { .. } | Inline::Code { .. } | Inline::LineBreak {} | Inline::FootnoteReference { .. } => {}
        }
    }
}
