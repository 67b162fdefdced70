//! A block as one run of words, each with what it looks like: two runs can be compared where two trees cannot.

use super::inside::Marks;
use crate::{Block, Inline, MathElement, Question};

/// A Chinese character, a run of Latin letters or figures, or one other sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    pub text: &'a str,
    pub marks: Marks<'a>,
}

/// The words alone.
pub(super) fn text(block: &Block) -> String {
    tokens(block).iter().map(|token| token.text).collect()
}

pub(super) fn tokens(block: &Block) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    write(block, &mut out);
    out
}

const APART: &str = "\n";
const ITEM: &str = "· ";
const CELL: &str = " ｜ ";

fn sign<'a>(text: &'a str, out: &mut Vec<Token<'a>>) {
    out.push(Token { text, marks: Marks::default() });
}

pub(super) fn all<'a>(blocks: &'a [Block], out: &mut Vec<Token<'a>>) {
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            sign(APART, out);
        }
        write(block, out);
    }
}

fn write<'a>(block: &'a Block, out: &mut Vec<Token<'a>>) {
    match block {
        Block::Heading { inlines, .. } | Block::Paragraph { inlines } => run(inlines, Marks::default(), out),
        Block::List { items, .. } => {
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    sign(APART, out);
                }
                sign(ITEM, out);
                all(item, out);
            }
        }
        Block::Quote { blocks, .. } => all(blocks, out),
        Block::Table(table) => {
            for (at, row) in std::iter::once(&table.header).chain(&table.rows).enumerate() {
                if at > 0 {
                    sign(APART, out);
                }
                for (column, cell) in row.iter().enumerate() {
                    if column > 0 {
                        sign(CELL, out);
                    }
                    run(cell, Marks::default(), out);
                }
            }
        }
        Block::Figure(figure) => run(&figure.caption, Marks::default(), out),
        Block::QuestionAndAnswer(Question { question, answer, .. }) => {
            run(question, Marks::default(), out);
            sign(APART, out);
            all(answer, out);
        }
        Block::Quiz(quiz) => {
            run(&quiz.question, Marks::default(), out);
            for option in &quiz.options {
                sign(APART, out);
                sign(ITEM, out);
                words(&option.text, Marks::default(), out);
            }
            sign(APART, out);
            run(&quiz.explanation, Marks::default(), out);
        }
        Block::Formula(formula) => words(&formula.alt, Marks::default(), out),
        Block::CodeBlock { text, .. } => words(text, Marks { code: true, ..Marks::default() }, out),
        Block::Embed { .. } | Block::ThematicBreak {} => {}
    }
}

fn run<'a>(inlines: &'a [Inline], marks: Marks<'a>, out: &mut Vec<Token<'a>>) {
    for inline in inlines {
        match inline {
            Inline::Text { text } => words(text, marks, out),
            Inline::Code { text } => words(text, Marks { code: true, ..marks }, out),
            Inline::Strong { inlines } => run(inlines, Marks { strong: true, ..marks }, out),
            Inline::Emphasis { inlines } => run(inlines, Marks { emphasis: true, ..marks }, out),
            Inline::Link { target, inlines } => run(inlines, Marks { link: Some(target), ..marks }, out),
            Inline::LineBreak {} => out.push(Token { text: APART, marks }),
            Inline::FootnoteReference { label } => out.push(Token { text: label.as_str(), marks: Marks { note: true, ..marks } }),
        }
    }
}

pub(super) fn words<'a>(text: &'a str, marks: Marks<'a>, out: &mut Vec<Token<'a>>) {
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let goes_on = c.is_ascii_alphanumeric() && chars.peek().is_some_and(|(_, next)| next.is_ascii_alphanumeric());
        if !goes_on {
            let end = at + c.len_utf8();
            out.push(Token { text: &text[start..end], marks });
            start = end;
        }
    }
}

/// A formula's signs, for telling that it changed though its words did not.
pub(super) fn formula(math: &MathElement) -> String {
    serde_json::to_string(math).unwrap_or_default()
}
