//! The way out: one document, one text. Reading it gives the same document; writing that gives the same text.
//!
//! Canonical choices: a paragraph is one line, every heading and question carries its anchor, and escapes are only
//! where they are needed.

mod escape;
mod inlines;

use crate::{Alignment, Block, Document, Figure, Formula, Inline, Question, Quiz, Table, formula, tree::tight};
use domain::ClauseRef;
use inlines::Place;

pub(crate) use inlines::keeps;

pub fn write(document: &Document) -> String {
    let mut parts = vec![blocks(&document.blocks, APART)];
    for note in &document.footnotes {
        parts.push(format!("[^{}]: {}", note.label, indent(&blocks(&note.blocks, APART), "    ")));
    }
    parts.retain(|part| !part.is_empty());
    let mut out = parts.join(APART);
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// A blank line between blocks.
const APART: &str = "\n\n";

/// Without a line feed at the end.
fn blocks(all: &[Block], between: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    // Two lists in a row are told apart by their marks.
    let mut other_mark = false;
    for (i, one) in all.iter().enumerate() {
        let follows =
            i > 0 && matches!((&all[i - 1], one), (Block::List { ordered: a, .. }, Block::List { ordered: b, .. }) if a == b);
        other_mark = follows && !other_mark;
        parts.push(block(one, other_mark));
    }
    parts.join(between)
}

fn block(block: &Block, other_mark: bool) -> String {
    match block {
        Block::Heading { level, anchor, inlines } => {
            format!("{} {} {{#{anchor}}}", "#".repeat(usize::from(u8::from(*level))), inlines::write(inlines, Place::Line))
        }
        Block::Paragraph { inlines } => inlines::write(inlines, Place::Paragraph),
        Block::List { ordered, start, items } => list(*ordered, *start, items, other_mark),
        Block::Quote { blocks, clause } => quote(blocks, clause.as_ref()),
        Block::Table(table) => self::table(table),
        Block::Figure(figure) => self::figure(figure),
        Block::QuestionAndAnswer(q) => question(q),
        Block::Quiz(q) => quiz(q),
        Block::Formula(f) => self::formula(f),
        Block::Embed { work } => format!("::work[{work}]"),
        Block::CodeBlock { language, text } => fence('`', language.as_deref().unwrap_or(""), text),
        Block::ThematicBreak {} => "***".to_owned(),
    }
}

/// Indents every line but the first.
fn indent(text: &str, by: &str) -> String {
    text.split('\n')
        .enumerate()
        .map(|(i, line)| if i == 0 || line.is_empty() { line.to_owned() } else { format!("{by}{line}") })
        .collect::<Vec<_>>()
        .join("\n")
}

fn list(ordered: bool, start: u32, items: &[Vec<Block>], other_mark: bool) -> String {
    // A list that begins with another number cannot follow a paragraph without a blank line.
    let tight =
        tight(items) && !items.iter().flatten().any(|b| matches!(b, Block::List { ordered: true, start, .. } if *start != 1));
    let between = if tight { "\n" } else { APART };
    let written = items.iter().zip(start..).map(|(item, number)| {
        let mark = match (ordered, other_mark) {
            (false, false) => "- ".to_owned(),
            (false, true) => "+ ".to_owned(),
            // CommonMark counts on from the first number, whatever the others are.
            (true, false) => format!("{}. ", number.min(999_999_999)),
            (true, true) => format!("{}) ", number.min(999_999_999)),
        };
        format!("{mark}{}", indent(&blocks(item, between), &" ".repeat(mark.len())))
    });
    written.collect::<Vec<_>>().join(between)
}

fn quote(content: &[Block], clause: Option<&ClauseRef>) -> String {
    let mut text = blocks(content, APART);
    if let Some(clause) = clause {
        text.push_str(if matches!(content.last(), Some(Block::Paragraph { .. })) { "\n" } else { APART });
        text.push_str(&format!("—— clause:{clause}"));
    }
    text.split('\n').map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") }).collect::<Vec<_>>().join("\n")
}

fn table(table: &Table) -> String {
    let row = |cells: &[Vec<Inline>]| {
        let cells: Vec<String> = cells.iter().map(|cell| inlines::write(cell, Place::Cell)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let rule: Vec<&str> = table
        .alignments
        .iter()
        .map(|alignment| match alignment {
            Alignment::None => "---",
            Alignment::Left => ":--",
            Alignment::Centre => ":-:",
            Alignment::Right => "--:",
        })
        .collect();
    let mut lines = vec![row(&table.header), format!("| {} |", rule.join(" | "))];
    lines.extend(table.rows.iter().map(|cells| row(cells)));
    lines.join("\n")
}

fn figure(figure: &Figure) -> String {
    let caption = match figure.caption.as_slice() {
        [] => String::new(),
        caption => format!(" \"{}\"", escape::title(&inlines::write(caption, Place::Line))),
    };
    let alt = inlines::write(&[Inline::text(&figure.alt)], Place::Line);
    let credit = escape::attribute(&figure.credit);
    format!("![{alt}]({}{caption}){{credit={credit} licence={}}}", figure.picture, figure.licence)
}

fn question(q: &Question) -> String {
    let content = format!("{}\n\n{}", inlines::write(&q.question, Place::Paragraph), blocks(&q.answer, APART));
    let fence = colons(&content);
    let mut opening = format!("{fence}qa {{#{}", q.anchor);
    for (key, value) in [("outlet", &q.outlet), ("speaker", &q.speaker)] {
        if let Some(value) = value {
            opening.push_str(&format!(" {key}={}", escape::attribute(value)));
        }
    }
    format!("{opening}}}\n{content}\n{fence}")
}

fn quiz(q: &Quiz) -> String {
    let options = q.options.iter().map(|option| {
        let mark = if option.right { "x" } else { " " };
        format!("- [{mark}] {}", inlines::write(&[Inline::text(&option.text)], Place::Line))
    });
    let parts = [
        inlines::write(&q.question, Place::Paragraph),
        options.collect::<Vec<_>>().join("\n"),
        inlines::write(&q.explanation, Place::Paragraph),
    ];
    let content = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(APART);
    let fence = colons(&content);
    let clause = q.clause.as_ref().map(|clause| format!(" clause={}", escape::attribute(&clause.to_string())));
    format!("{fence}quiz {{#{} kind={}{}}}\n{content}\n{fence}", q.anchor, q.kind, clause.unwrap_or_default())
}

/// The fence of a block that holds this.
fn colons(content: &str) -> String {
    let longest = content.lines().map(str::trim).filter(|l| l.bytes().all(|b| b == b':')).map(str::len).max().unwrap_or(0);
    ":".repeat(3.max(longest + 1))
}

fn formula(f: &Formula) -> String {
    let mut xml = String::new();
    formula::write(&mut xml, &f.math, &[]);
    xml.push('\n');
    // Behind a fence of backticks no backtick may stand.
    let mark = if f.alt.contains('`') { '~' } else { '`' };
    fence(mark, &format!("mathml {{alt={}}}", escape::attribute(&f.alt)), &xml)
}

/// `text` ends with a line feed or is empty.
fn fence(mark: char, info: &str, text: &str) -> String {
    let longest = text.split(|c| c != mark).map(str::len).max().unwrap_or(0);
    let fence = mark.to_string().repeat(3.max(longest + 1));
    format!("{fence}{info}\n{text}{fence}")
}
