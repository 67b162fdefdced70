//! Paragraphs: one or more rows of the source that say one thing.

use crate::{
    marker::{self, Marker},
    row::{Row, RowKind},
};
use std::ops::Range;

#[derive(Debug, Clone)]
pub(crate) struct Block {
    /// On one line.
    pub text: String,
    pub marker: Option<Marker>,
    /// Markdown heading level, 0 for none.
    pub heading: usize,
    /// No blank line stands between this block and the one before it.
    pub adjacent: bool,
    /// With the blank and silent rows that follow; the first block also owns those before it.
    pub lines: Range<usize>,
}

impl Block {
    /// What follows the marker.
    pub fn rest(&self) -> &str {
        crate::row::trim(&self.text[self.marker.as_ref().map_or(0, |m| m.len)..])
    }

    pub fn chars(&self) -> usize {
        self.text.chars().count()
    }

    /// Sentences end so; titles, headings, names and dates do not.
    pub fn ends_sentence(&self) -> bool {
        ends_sentence(&self.text)
    }
}

pub(crate) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', '」', '）', ')'])
        .ends_with(['。', '；', '！', '？', '…', ';', '：', ':', '，', ',', '、'])
}

pub(crate) fn blocks(rows: Vec<Row>) -> Vec<Block> {
    let width = wrap_width(&rows);
    let total = rows.len();
    let mut blocks: Vec<Block> = Vec::new();
    // Rows since the last text: a blank one between two paragraphs, and how wide the last text was.
    let (mut blank, mut last_width) = (false, 0);
    for (number, row) in rows.into_iter().enumerate() {
        if row.kind != RowKind::Text {
            blank |= row.kind == RowKind::Blank;
            continue;
        }
        let row_width = row.text.chars().count();
        let full = !blank && width.is_some_and(|width| last_width + 4 >= width);
        last_width = row_width;
        if let Some(last) = blocks.last_mut().filter(|last| full && continues(last, &row)) {
            last.text.push_str(&row.text);
            continue;
        }
        blocks.push(Block {
            marker: marker::marker(&row.text),
            text: row.text,
            heading: row.heading,
            adjacent: !blank,
            lines: number..number,
        });
        blank = false;
    }
    if let Some(first) = blocks.first_mut() {
        first.lines.start = 0;
    }
    let mut end = total;
    for block in blocks.iter_mut().rev() {
        block.lines.end = end;
        end = block.lines.start;
    }
    blocks
}

/// The column at which the document is broken by hand, in characters; `None` where a line is a paragraph.
///
/// Text from a page layout has many lines of one width that stop within a sentence, and none beyond it.
fn wrap_width(rows: &[Row]) -> Option<usize> {
    let texts = || rows.iter().filter(|r| r.kind == RowKind::Text);
    let width = texts().map(|r| r.text.chars().count()).max().filter(|w| (16..=60).contains(w))?;
    let broken = texts().filter(|r| r.text.chars().count() + 4 >= width && !ends_sentence(&r.text)).count();
    (broken >= 4 && broken * 4 >= texts().count()).then_some(width)
}

/// What follows a full line and is neither indented nor numbered goes on with its sentence.
fn continues(last: &Block, row: &Row) -> bool {
    let plain = row.heading == 0 && last.heading == 0 && !row.indented;
    plain && !last.ends_sentence() && marker::marker(&row.text).is_none_or(|m| m.doubtful)
}
