//! What only the whole text tells: how deep its headings are, and which places in it links may lead to.

use super::losses::Losses;
use crate::{Anchor, Block, Document, Inline, Level, Target, markdown::anchors::Anchors, text};
use std::collections::{BTreeSet, HashSet};

/// Headings and questions in the order in which they were read; until the end a heading stands for one of its document.
#[derive(Default)]
pub(super) struct Structure {
    /// Levels as the file has them, from 1.
    headings: Vec<(u8, Option<Anchor>)>,
    questions: Vec<Option<Anchor>>,
    chosen: HashSet<Anchor>,
    /// The only heading of the first level, at the beginning of a text whose title is marked in no other way.
    pub title: Option<String>,
}

impl Structure {
    pub fn heading(&mut self, level: u8, anchor: Option<Anchor>, inlines: Vec<Inline>) -> Block {
        let anchor = self.first_of_its_name(anchor);
        self.headings.push((level, anchor));
        Block::Heading { level: deep(2), anchor: unsettled(), inlines }
    }

    /// The anchor that stands for one, until all are known.
    pub fn question(&mut self, anchor: Option<Anchor>) -> Anchor {
        let anchor = self.first_of_its_name(anchor);
        self.questions.push(anchor);
        unsettled()
    }

    fn first_of_its_name(&mut self, anchor: Option<Anchor>) -> Option<Anchor> {
        anchor.filter(|anchor| self.chosen.insert(anchor.clone()))
    }

    pub fn settle(&mut self, document: &mut Document, titled: bool, losses: &mut Losses) {
        let promoted = !titled && self.promote(document);
        let present: BTreeSet<u8> = self.headings.iter().map(|(level, _)| *level).collect();
        let level_of = |level: u8| match (titled, promoted) {
            // Below a title chapters are of the first level.
            (true, _) => level.saturating_add(1),
            (_, true) => level,
            _ => present.iter().position(|one| *one == level).map_or(2, |at| at as u8 + 2),
        };
        let mut anchors = Anchors::default();
        self.chosen.iter().for_each(|anchor| anchors.reserve(anchor.as_str()));
        let mut settling = Settling {
            headings: std::mem::take(&mut self.headings).into_iter(),
            questions: std::mem::take(&mut self.questions).into_iter(),
            anchors,
            deepest: 0,
        };
        settling.blocks(&mut document.blocks, &level_of);
        if settling.deepest > 4 {
            losses.note("小标题超过三级，更低的几级并成了一级", None);
        }
        let known: HashSet<Anchor> = document.anchors().into_iter().map(|(_, anchor, _)| anchor.clone()).collect();
        let mut lost = 0;
        let mut unlink = |inlines: &mut Vec<Inline>| lost += without_lost_links(inlines, &known);
        every(&mut document.blocks, &mut unlink);
        document.footnotes.iter_mut().for_each(|note| every(&mut note.blocks, &mut unlink));
        if lost > 0 {
            losses.note(format!("{lost} 个文内链接指向的位置不是小标题，只留下了文字"), None);
        }
    }

    /// Takes the title off a text that begins with its only heading of the first level.
    fn promote(&mut self, document: &mut Document) -> bool {
        let only = self.headings.iter().filter(|(level, _)| *level == 1).count() == 1;
        let first = self.headings.first().is_some_and(|(level, _)| *level == 1);
        let Some(Block::Heading { inlines, .. }) = document.blocks.first().filter(|_| only && first) else { return false };
        self.title = Some(text::of_inlines(inlines));
        document.blocks.remove(0);
        self.headings.remove(0);
        true
    }
}

struct Settling {
    headings: std::vec::IntoIter<(u8, Option<Anchor>)>,
    questions: std::vec::IntoIter<Option<Anchor>>,
    anchors: Anchors,
    deepest: u8,
}

impl Settling {
    fn blocks(&mut self, blocks: &mut [Block], level_of: &dyn Fn(u8) -> u8) {
        for block in blocks {
            match block {
                Block::Heading { level, anchor, inlines } => {
                    let (raw, chosen) = self.headings.next().unwrap_or((1, None));
                    let meant = level_of(raw);
                    self.deepest = self.deepest.max(meant);
                    *level = deep(meant);
                    *anchor = self.anchors.heading(chosen, &text::of_inlines(inlines));
                }
                Block::QuestionAndAnswer(question) => {
                    question.anchor = self.anchors.question(self.questions.next().flatten());
                    self.blocks(&mut question.answer, level_of);
                }
                _ => {}
            }
        }
    }
}

fn deep(level: u8) -> Level {
    Level::try_from(level.clamp(2, 4)).expect("between 2 and 4")
}

fn unsettled() -> Anchor {
    "s".parse().expect("a letter is an anchor")
}

/// All inlines of these blocks, line by line.
fn every(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        match block {
            Block::Heading { inlines, .. } | Block::Paragraph { inlines } => visit(inlines),
            Block::List { items, .. } => items.iter_mut().for_each(|item| every(item, visit)),
            Block::Quote { blocks, .. } => every(blocks, visit),
            Block::Table(table) => {
                table.header.iter_mut().for_each(&mut *visit);
                table.rows.iter_mut().flatten().for_each(&mut *visit);
            }
            Block::Figure(figure) => visit(&mut figure.caption),
            Block::QuestionAndAnswer(question) => {
                visit(&mut question.question);
                every(&mut question.answer, visit);
            }
            _ => {}
        }
    }
}

/// How many were taken away; their words stay.
fn without_lost_links(inlines: &mut Vec<Inline>, known: &HashSet<Anchor>) -> usize {
    let mut lost = 0;
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    for mut inline in std::mem::take(inlines) {
        if let Inline::Strong { inlines } | Inline::Emphasis { inlines } | Inline::Link { inlines, .. } = &mut inline {
            lost += without_lost_links(inlines, known);
        }
        match inline {
            Inline::Link { target: Target::Anchor { anchor }, inlines } if !known.contains(&anchor) => {
                lost += 1;
                inlines.into_iter().for_each(|one| push(&mut out, one));
            }
            one => push(&mut out, one),
        }
    }
    *inlines = out;
    lost
}

/// One stretch of text is one node.
fn push(out: &mut Vec<Inline>, one: Inline) {
    match (out.last_mut(), one) {
        (Some(Inline::Text { text }), Inline::Text { text: more }) => text.push_str(&more),
        (_, one) => out.push(one),
    }
}
