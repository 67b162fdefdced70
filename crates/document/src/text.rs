//! Plain text: for a lead, for counting, and for the search index with the places it was taken from.

mod passages;

pub use passages::{Passage, PassageKind, passages};

use crate::{Block, Document, Inline, Question, Quiz};

/// Every block on its own line; footnotes last, their references left out.
pub fn write(document: &Document) -> String {
    let mut out = of_blocks(&document.blocks);
    for note in &document.footnotes {
        line(&mut out, &of_blocks(&note.blocks));
    }
    out
}

/// Of one block.
pub fn of_block(block: &Block) -> String {
    of_blocks(std::slice::from_ref(block))
}

pub(crate) fn of_blocks(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Heading { inlines, .. } | Block::Paragraph { inlines } => line(&mut out, &of_inlines(inlines)),
            Block::List { items, .. } => items.iter().for_each(|item| line(&mut out, &of_blocks(item))),
            Block::Quote { blocks, .. } => line(&mut out, &of_blocks(blocks)),
            Block::Table(table) => {
                for row in std::iter::once(&table.header).chain(&table.rows) {
                    line(&mut out, &row.iter().map(|cell| of_inlines(cell)).collect::<Vec<_>>().join(" "));
                }
            }
            Block::Figure(figure) => line(&mut out, &of_inlines(&figure.caption)),
            Block::QuestionAndAnswer(Question { question, answer, .. }) => {
                line(&mut out, &of_inlines(question));
                line(&mut out, &of_blocks(answer));
            }
            Block::Quiz(quiz) => line(&mut out, &of_quiz(quiz)),
            Block::Formula(formula) => line(&mut out, &formula.alt),
            Block::CodeBlock { text, .. } => line(&mut out, text.trim_end()),
            Block::Embed { .. } | Block::ThematicBreak {} => {}
        }
    }
    out
}

/// The question, each option, and the explanation.
fn of_quiz(quiz: &Quiz) -> String {
    let mut out = of_inlines(&quiz.question);
    quiz.options.iter().for_each(|option| line(&mut out, &option.text));
    line(&mut out, &of_inlines(&quiz.explanation));
    out
}

/// A line break becomes a line feed.
pub fn of_inlines(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Text { text } | Inline::Code { text } => out.push_str(text),
            Inline::Strong { inlines } | Inline::Emphasis { inlines } | Inline::Link { inlines, .. } => {
                out.push_str(&of_inlines(inlines))
            }
            Inline::LineBreak {} => out.push('\n'),
            Inline::FootnoteReference { .. } => {}
        }
    }
    out
}

fn line(out: &mut String, text: &str) {
    if !text.is_empty() {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(text);
    }
}
