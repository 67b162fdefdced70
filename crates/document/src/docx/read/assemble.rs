//! From what paragraphs are one by one to blocks: items become lists, captions go to their pictures.

use super::spans::clean;
use crate::{Block, Figure, Inline, text};
use domain::{ClauseRef, Licence};
use std::{iter::Peekable, vec::IntoIter};

/// What a paragraph, a table or a frame turned out to be.
pub(super) enum Piece {
    Block(Block),
    Item(Item),
    /// More of the item before, by its level.
    More(u8, Vec<Block>),
    /// One block of a quotation.
    Quoted(Block),
    /// Below a quotation: whose words they are.
    Source(Option<ClauseRef>, Vec<Inline>),
    /// Lines of code.
    Code(String),
    /// Below a picture: what it shows, and what is owed for it.
    Caption(Vec<Inline>),
    Credit(String),
}

pub(super) struct Item {
    pub level: u8,
    pub ordered: bool,
    pub number: u32,
    /// Items of one list have one.
    pub key: String,
    pub blocks: Vec<Block>,
}

pub(super) fn assemble(pieces: Vec<Piece>) -> Vec<Block> {
    let mut out = Vec::new();
    let mut pieces = pieces.into_iter().peekable();
    // A list, too, is no more than what goes on from item to item.
    while let Some(piece) = pieces.peek() {
        if matches!(piece, Piece::Item(_)) {
            out.extend(lists(&mut pieces, 0));
            continue;
        }
        match pieces.next() {
            Some(Piece::Block(block)) => out.push(block),
            Some(Piece::More(_, blocks)) => out.extend(blocks),
            Some(Piece::Quoted(first)) => out.push(quote(first, &mut pieces)),
            Some(Piece::Source(_, words)) => paragraph(&mut out, words),
            Some(Piece::Code(first)) => out.push(code(first, &mut pieces)),
            Some(Piece::Caption(words)) => match out.last_mut() {
                Some(Block::Figure(figure)) if figure.caption.is_empty() => figure.caption = words,
                _ => paragraph(&mut out, words),
            },
            Some(Piece::Credit(line)) => match out.last_mut() {
                Some(Block::Figure(figure)) if figure.credit.is_empty() => owe(figure, &line),
                _ => paragraph(&mut out, vec![Inline::text(line)]),
            },
            Some(Piece::Item(_)) | None => {}
        }
    }
    out
}

fn paragraph(out: &mut Vec<Block>, inlines: Vec<Inline>) {
    if !text::of_inlines(&inlines).trim().is_empty() {
        out.push(Block::Paragraph { inlines });
    }
}

/// 图：某某摄｜知识共享 署名 4.0
fn owe(figure: &mut Figure, line: &str) {
    let (credit, licence) = line.rsplit_once(crate::docx::CREDIT_AND_LICENCE).unwrap_or((line, ""));
    figure.credit = clean(credit).trim().to_owned();
    if let Some(licence) = licence_of(licence) {
        figure.licence = licence;
    }
}

/// By its name or its code.
pub(super) fn licence_of(name: &str) -> Option<Licence> {
    let name = name.trim();
    Licence::ALL.iter().copied().find(|licence| licence.zh() == name || licence.code() == name)
}

fn quote(first: Block, pieces: &mut Peekable<IntoIter<Piece>>) -> Block {
    let mut blocks = vec![first];
    while let Some(Piece::Quoted(block)) = pieces.next_if(|piece| matches!(piece, Piece::Quoted(_))) {
        blocks.push(block);
    }
    let named = pieces.next_if(|piece| matches!(piece, Piece::Source(Some(_), _)));
    let clause = named.and_then(|piece| if let Piece::Source(clause, _) = piece { clause } else { None });
    Block::Quote { blocks, clause }
}

fn code(first: String, pieces: &mut Peekable<IntoIter<Piece>>) -> Block {
    let mut text = first;
    while let Some(Piece::Code(more)) = pieces.next_if(|piece| matches!(piece, Piece::Code(_))) {
        text.push('\n');
        text.push_str(&more);
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    Block::CodeBlock { language: None, text }
}

/// Lists of items that stand at `least` or deeper; ends before what stands less deep, or is no item.
fn lists(pieces: &mut Peekable<IntoIter<Piece>>, least: u8) -> Vec<Block> {
    let mut out = Vec::new();
    let mut open: Option<Open> = None;
    loop {
        let level = match pieces.peek() {
            Some(Piece::Item(item)) => item.level,
            Some(Piece::More(level, _)) => *level,
            _ => break,
        };
        if level < least {
            break;
        }
        if let Some(list) = &mut open
            && level > list.level
            && matches!(pieces.peek(), Some(Piece::Item(_)))
        {
            let inner = lists(pieces, list.level + 1);
            list.add(inner);
            continue;
        }
        match pieces.next() {
            Some(Piece::Item(item)) => match &mut open {
                Some(list) if list.goes_on_with(&item) => list.items.push(item.blocks),
                _ => out.extend(open.replace(Open::with(item)).and_then(Open::close)),
            },
            Some(Piece::More(_, blocks)) => match &mut open {
                Some(list) => list.add(blocks),
                None => out.extend(blocks),
            },
            _ => break,
        }
    }
    out.extend(open.and_then(Open::close));
    out
}

struct Open {
    level: u8,
    ordered: bool,
    start: u32,
    key: String,
    items: Vec<Vec<Block>>,
}

impl Open {
    fn with(item: Item) -> Self {
        let start = if item.ordered { item.number } else { 1 };
        Self { level: item.level, ordered: item.ordered, start, key: item.key, items: vec![item.blocks] }
    }

    fn goes_on_with(&self, item: &Item) -> bool {
        (self.level, self.ordered, &self.key) == (item.level, item.ordered, &item.key)
    }

    /// To the last item.
    fn add(&mut self, blocks: Vec<Block>) {
        if let Some(last) = self.items.last_mut() {
            last.extend(blocks);
        }
    }

    fn close(self) -> Option<Block> {
        let items: Vec<_> = self.items.into_iter().filter(|item| !item.is_empty()).collect();
        (!items.is_empty()).then_some(Block::List { ordered: self.ordered, start: self.start, items })
    }
}
