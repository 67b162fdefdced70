//! The pieces a search may find, each with the place to which the hit leads.

use super::{of_blocks, of_inlines};
use crate::{Block, Document};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassageKind {
    Body,
    /// The question or a piece of its answer; a quiz with its options and its explanation.
    Question,
    Quote,
    Caption,
    /// The words that stand for a picture or a formula.
    Alt,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Of the nearest heading or question above; `None` before the first.
    pub anchor: Option<String>,
    /// The words of that heading or question.
    pub heading: Option<String>,
    pub text: String,
    pub kind: PassageKind,
}

/// In reading order. Headings themselves are in `heading` and not passages of their own.
pub fn passages(document: &Document) -> Vec<Passage> {
    let mut found = Collector::default();
    found.blocks(&document.blocks, PassageKind::Body);
    // A footnote is reached from anywhere, so it leads to no one place.
    (found.anchor, found.heading) = (None, None);
    for note in &document.footnotes {
        found.blocks(&note.blocks, PassageKind::Body);
    }
    found.passages
}

#[derive(Default)]
struct Collector {
    anchor: Option<String>,
    heading: Option<String>,
    passages: Vec<Passage>,
}

impl Collector {
    fn add(&mut self, text: String, kind: PassageKind) {
        if !text.trim().is_empty() {
            self.passages.push(Passage { anchor: self.anchor.clone(), heading: self.heading.clone(), text, kind });
        }
    }

    fn blocks(&mut self, blocks: &[Block], kind: PassageKind) {
        for block in blocks {
            match block {
                Block::Heading { anchor, inlines, .. } => {
                    self.anchor = Some(anchor.to_string());
                    self.heading = Some(of_inlines(inlines));
                }
                Block::Quote { blocks, .. } => self.add(of_blocks(blocks), PassageKind::Quote),
                Block::Figure(figure) => {
                    self.add(figure.alt.clone(), PassageKind::Alt);
                    self.add(of_inlines(&figure.caption), PassageKind::Caption);
                }
                Block::Formula(formula) => self.add(formula.alt.clone(), PassageKind::Alt),
                Block::QuestionAndAnswer(q) => {
                    let around = (self.anchor.take(), self.heading.take());
                    self.anchor = Some(q.anchor.to_string());
                    self.heading = Some(of_inlines(&q.question));
                    self.add(of_inlines(&q.question), PassageKind::Question);
                    self.blocks(&q.answer, PassageKind::Question);
                    (self.anchor, self.heading) = around;
                }
                Block::Quiz(q) => {
                    let around = (self.anchor.take(), self.heading.take());
                    self.anchor = Some(q.anchor.to_string());
                    self.heading = Some(of_inlines(&q.question));
                    self.add(of_blocks(std::slice::from_ref(block)), PassageKind::Question);
                    (self.anchor, self.heading) = around;
                }
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item, kind)),
                Block::Paragraph { .. } | Block::Table(_) | Block::CodeBlock { .. } => {
                    self.add(of_blocks(std::slice::from_ref(block)), kind)
                }
                Block::Embed { .. } | Block::ThematicBreak {} => {}
            }
        }
    }
}
