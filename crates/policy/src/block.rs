//! Paragraphs: one or more rows of the source that say one thing.

use crate::{
    marker::{self, Marker},
    numeral,
    row::{self, Row, RowKind},
};
use std::{cell::OnceCell, ops::Range};

#[derive(Debug, Clone)]
pub(crate) struct Block {
    /// On one line.
    pub text: String,
    pub marker: Option<Marker>,
    /// Markdown heading level, 0 for none.
    pub heading: usize,
    /// Stands in what an amendment puts into another document.
    pub quoted: bool,
    /// A point of a list.
    pub bullet: bool,
    /// Whether a title can go on with it, once it has been asked: every title looks at several lines below.
    pub title_line: OnceCell<bool>,
    /// No blank line stands between this block and the one before it.
    pub adjacent: bool,
    /// With the blank and silent rows that follow; the first block also owns those before it.
    pub lines: Range<usize>,
}

impl Block {
    /// What follows the marker.
    pub fn rest(&self) -> &str {
        row::trim(&self.text[self.marker.as_ref().map_or(0, |m| m.len)..])
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
    // Extracted from a page layout 。 may have become a dot.
    let dotted = text.strip_suffix(['.', '．']).is_some_and(|text| row::trim(text).ends_with(numeral::is_ideograph));
    dotted
        || text
            .trim_end_matches(['”', '"', '’', '」', '）', ')'])
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
            quoted: false,
            title_line: OnceCell::new(),
            bullet: row.bullet,
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
/// Text from a page layout has many lines of one width that stop within a sentence, and next to none beyond it: only
/// what a web page puts around it.
fn wrap_width(rows: &[Row]) -> Option<usize> {
    let texts = || rows.iter().filter(|r| r.kind == RowKind::Text);
    let mut broken = [0usize; MAX_WIDTH + 1];
    let (mut wider, mut total) = ([0usize; MAX_WIDTH + 2], 0);
    for row in texts() {
        let width = row.text.chars().take(MAX_WIDTH + 1).count();
        total += 1;
        wider[width] += 1;
        // Running text has commas; names, links and headings have none.
        let running = row.text.contains(['，', '、', '。', '；', ',']);
        if width <= MAX_WIDTH && running && stops_within(&row.text) {
            broken[width] += 1;
        }
    }
    let stopping = |widths: std::ops::RangeInclusive<usize>| broken[widths].iter().sum::<usize>();
    let wraps = |width: usize| {
        let full = stopping(width - 4..=width);
        let narrow = wider[width + 1..].iter().sum::<usize>() * 12 <= total + 24;
        // Headings stop anywhere; lines broken by hand stop at the margin.
        narrow && full >= 4 && full * 5 >= total && full * 3 >= stopping(width / 2..=width) * 2
    };
    (16..=MAX_WIDTH).rev().find(|&width| broken[width] > 0 && wraps(width))
}

/// Wider lines are paragraphs.
const MAX_WIDTH: usize = 60;

/// The sentence goes on in the next line.
fn stops_within(text: &str) -> bool {
    !ends_sentence(text) || text.ends_with(['，', '、', ','])
}

/// What follows a full line and is neither indented nor numbered goes on with its sentence.
fn continues(last: &Block, row: &Row) -> bool {
    let plain = row.heading == 0 && last.heading == 0 && !row.indented;
    plain && stops_within(&last.text) && marker::marker(&row.text).is_none_or(|m| m.doubtful)
}
