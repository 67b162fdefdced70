//! What each block must hold, and where it may stand.

use super::{Flaws, MAX_DEPTH, blank, control, control_in_code, name, quiz};
use crate::{Block, Figure, Inline, Path, Question, Table};

pub(crate) const MAX_COLUMNS: usize = 32;
pub(crate) const MAX_ROWS: usize = 1000;
/// CommonMark numbers lists with at most nine digits.
const MAX_START: u32 = 999_999_999;

/// What the blocks being checked stand in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Around {
    Body,
    Answer,
    /// A list or a quote.
    Inner,
    Footnote,
}

pub(super) fn check(path: &Path, blocks: &[Block], around: Around, depth: usize, flaws: &mut Flaws) {
    if depth > MAX_DEPTH {
        return flaws.add(path, format!("lists and quotes are nested more than {MAX_DEPTH} deep"));
    }
    if blocks.is_empty() && around != Around::Body {
        let what = if around == Around::Answer {
            "the answer is missing"
        } else {
            "nothing stands in here; write something or remove it"
        };
        flaws.add(path, what);
    }
    for (i, block) in blocks.iter().enumerate() {
        let path = path.index(i);
        match block {
            Block::Heading { .. } if matches!(around, Around::Inner | Around::Footnote) => {
                flaws.add(&path, "a heading stands at the top level or in an answer, not in a list, a quote or a footnote")
            }
            Block::QuestionAndAnswer(_) if around != Around::Body => {
                flaws.add(&path, "a question and answer stands at the top level; close the block around it first")
            }
            Block::Quiz(_) if around != Around::Body => {
                flaws.add(&path, "a quiz stands at the top level; close the block around it first")
            }
            _ => {}
        }
        one(&path, block, depth, flaws);
    }
}

fn one(path: &Path, block: &Block, depth: usize, flaws: &mut Flaws) {
    match block {
        Block::Heading { inlines, .. } => full(&path.key("inlines"), inlines, &name(block), Lines::One, flaws),
        Block::Paragraph { inlines } => full(&path.key("inlines"), inlines, &name(block), Lines::Many, flaws),
        Block::List { ordered, start, items } => {
            if items.is_empty() || *start > MAX_START || (!ordered && *start != 1) {
                flaws.add(path, "a list has items, and a number of at most nine digits to start from if it is ordered");
            }
            for (i, item) in items.iter().enumerate() {
                check(&path.key("items").index(i), item, Around::Inner, depth + 1, flaws);
            }
        }
        Block::Quote { blocks, .. } => check(&path.key("blocks"), blocks, Around::Inner, depth + 1, flaws),
        Block::Table(table) => self::table(path, table, flaws),
        Block::Figure(figure) => self::figure(path, figure, flaws),
        Block::QuestionAndAnswer(q) => question(path, q, depth, flaws),
        Block::Quiz(q) => quiz::check(path, q, flaws),
        Block::Formula(formula) => {
            flaws.line(&path.key("alt"), "the alternative text (alt) of the formula", &formula.alt);
            if formula.math.name() != "math" || formula.math.depth() > crate::MathElement::MAX_DEPTH {
                flaws.add(&path.key("math"), "a formula is one <math> element, not nested beyond reason");
            }
        }
        Block::CodeBlock { language, text } => {
            if language.as_ref().is_some_and(|l| !is_language(l)) {
                flaws.add(&path.key("language"), "the language of a code block is one word of letters, digits and + - # . _");
            }
            if control_in_code(text) || (!text.is_empty() && !text.ends_with('\n')) {
                flaws.add(&path.key("text"), "code ends with a line feed and holds no control character but tabs");
            }
        }
        Block::Embed { .. } | Block::ThematicBreak {} => {}
    }
}

/// What a code block may be said to be written in.
pub(crate) fn is_language(name: &str) -> bool {
    let word = name.chars().all(|c| c.is_ascii_alphanumeric() || "+-#._".contains(c));
    word && (1..=40).contains(&name.len()) && name != "mathml"
}

fn table(path: &Path, table: &Table, flaws: &mut Flaws) {
    let columns = table.header.len();
    if columns == 0 || columns > MAX_COLUMNS || table.rows.len() > MAX_ROWS || table.alignments.len() != columns {
        flaws.add(path, format!("a table has a header, 1 to {MAX_COLUMNS} columns and at most {MAX_ROWS} rows"));
    }
    for (i, row) in std::iter::once(&table.header).chain(&table.rows).enumerate() {
        let path = if i == 0 { path.key("header") } else { path.key("rows").index(i - 1) };
        if row.len() != columns {
            flaws.add(&path, format!("the row has {} cells, the header {columns}", row.len()));
        }
        for (j, cell) in row.iter().enumerate() {
            inlines(&path.index(j), cell, Lines::One, Inside::default(), flaws);
        }
    }
}

fn figure(path: &Path, figure: &Figure, flaws: &mut Flaws) {
    flaws.line(&path.key("alt"), "the alternative text of the picture", &figure.alt);
    flaws.line(&path.key("credit"), "the credit of the picture", &figure.credit);
    inlines(&path.key("caption"), &figure.caption, Lines::One, Inside::default(), flaws);
}

fn question(path: &Path, q: &Question, depth: usize, flaws: &mut Flaws) {
    for (key, value) in [("outlet", &q.outlet), ("speaker", &q.speaker)] {
        if let Some(value) = value {
            flaws.line(&path.key(key), key, value);
        }
    }
    full(&path.key("question"), &q.question, "question", Lines::Many, flaws);
    check(&path.key("answer"), &q.answer, Around::Answer, depth + 1, flaws);
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    One,
    Many,
}

#[derive(Clone, Copy, Default)]
struct Inside {
    link: bool,
    depth: usize,
}

pub(super) fn full(path: &Path, content: &[Inline], what: &str, lines: Lines, flaws: &mut Flaws) {
    if blank(content) {
        flaws.add(path, format!("the {what} is empty"));
    }
    inlines(path, content, lines, Inside::default(), flaws);
}

fn inlines(path: &Path, content: &[Inline], lines: Lines, inside: Inside, flaws: &mut Flaws) {
    if inside.depth > MAX_DEPTH {
        return flaws.add(path, format!("emphasis is nested more than {MAX_DEPTH} deep"));
    }
    for (i, inline) in content.iter().enumerate() {
        let path = path.index(i);
        let deeper = Inside { depth: inside.depth + 1, ..inside };
        match inline {
            Inline::Text { text } | Inline::Code { text } if text.is_empty() || control(text) => {
                flaws.add(&path, "text is never empty and holds no control character")
            }
            Inline::Text { .. } | Inline::Code { .. } => {}
            Inline::LineBreak {} if lines == Lines::One => {
                flaws.add(&path, "a line break cannot stand in a heading, a cell or a caption")
            }
            Inline::FootnoteReference { .. } | Inline::Link { .. } if inside.link => {
                flaws.add(&path, "a link cannot hold another link or a footnote")
            }
            Inline::LineBreak {} | Inline::FootnoteReference { .. } => {}
            Inline::Link { inlines: words, .. } if blank(words) => flaws.add(&path, "the link has no words to press"),
            Inline::Link { inlines: words, .. } => {
                inlines(&path.key("inlines"), words, lines, Inside { link: true, ..deeper }, flaws)
            }
            Inline::Strong { inlines: inner } | Inline::Emphasis { inlines: inner } => {
                if blank(inner) {
                    flaws.add(&path, "nothing is emphasised here");
                }
                inlines(&path.key("inlines"), inner, lines, deeper, flaws)
            }
        }
    }
}
