//! One line of the source without its layout: spaces, Markdown marks, comments.

use crate::{Fault, ReadError, Source, numeral};
use domain::ClauseId;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub kind: RowKind,
    /// Without outer spaces and Markdown marks; empty unless `kind` is `Text`.
    pub text: String,
    /// `#` is 1; 0 without.
    pub heading: usize,
    pub indented: bool,
    /// A point of a list.
    pub bullet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowKind {
    Blank,
    /// A comment, a rule or a page number: it says nothing and goes with what stands before it.
    Silent,
    Text,
}

pub(crate) fn rows(source: &Source) -> Result<Vec<Row>, ReadError> {
    let mut in_comment = false;
    (0..source.line_count()).map(|number| row(source.line(number), &mut in_comment).map_err(|fault| fault.at(number))).collect()
}

fn row(line: &str, in_comment: &mut bool) -> Result<Row, Fault> {
    let trimmed = trim(line);
    let silent = |kind| Row { kind, text: String::new(), heading: 0, indented: false, bullet: false };
    let mut trimmed = trimmed;
    if *in_comment || trimmed.starts_with("<!--") {
        let Some((_, rest)) = trimmed.split_once("-->") else {
            *in_comment = true;
            return Ok(silent(RowKind::Silent));
        };
        *in_comment = false;
        trimmed = trim(rest);
        if trimmed.is_empty() {
            return Ok(silent(RowKind::Silent));
        }
    }
    if trimmed.is_empty() {
        return Ok(silent(RowKind::Blank));
    }
    let (text, heading, bullet) = unmark(trimmed)?;
    if is_rule(trimmed) || is_page_number(trimmed) || text.is_empty() {
        return Ok(silent(RowKind::Silent));
    }
    Ok(Row { kind: RowKind::Text, text, heading, indented: line.starts_with(is_space), bullet })
}

/// Zero-width characters are left over by editors and never meant.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// Chinese is set without spaces between words: those in 总　则 are layout. A space between two Latin words stays.
pub(crate) fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if is_space(c) {
            gap = true;
            continue;
        }
        let apart = c.is_ascii_graphic() && !")]}".contains(c);
        if gap && apart && out.ends_with(|before: char| before.is_ascii_graphic() && !"([{".contains(before)) {
            out.push(' ');
        }
        gap = false;
        out.push(c);
    }
    out
}

const BULLETS: [&str; 5] = ["- ", "* ", "+ ", "• ", "● "];

/// Markdown's marks taken off: quote, heading, bullet, strong, escapes.
fn unmark(line: &str) -> Result<(String, usize, bool), Fault> {
    let too_deep = |levels| if levels > ClauseId::MAX_DEPTH { Err(Fault::TooDeep { levels }) } else { Ok(()) };
    let quotes = line.chars().take_while(|&c| c == '>' || c == ' ').filter(|&c| c == '>').count();
    too_deep(quotes)?;
    let line = line.trim_start_matches(['>', ' ']);
    let heading = line.bytes().take_while(|&b| b == b'#').count();
    too_deep(heading)?;
    let line = line[heading..].trim_start_matches(is_space);
    let point = BULLETS.iter().find_map(|bullet| line.strip_prefix(bullet)).filter(|_| heading == 0);
    let line = if heading > 0 { line.trim_end_matches('#') } else { point.unwrap_or(line) };
    let mut text = trim(line).to_owned();
    if let Some(label) = text.strip_prefix('[').and_then(|t| t.split_once("](")).filter(|(_, rest)| rest.ends_with(')')) {
        text = label.0.to_owned();
    }
    for strong in ["**", "__"] {
        if text.matches(strong).take(2).count() == 2 {
            text = text.replace(strong, "");
        }
    }
    if text.contains('\\') {
        text = unescape(&text);
    }
    Ok((trim(&text).to_owned(), heading, point.is_some()))
}

/// `1\.` keeps Markdown from making a list of it.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => out.extend(chars.next()),
            _ => out.push(c),
        }
    }
    out
}

/// `---`, `***`, `————`: three or more of one mark; and the lines of a table without its cells.
fn is_rule(text: &str) -> bool {
    if text.chars().all(|c| is_space(c) || "|:-".contains(c)) && text.contains('|') {
        return true;
    }
    let mut marks = text.chars().filter(|&c| !is_space(c));
    let Some(first) = marks.next().filter(|c| "-*_=—─–~·.…".contains(*c)) else { return false };
    let mut count = 1;
    marks.all(|c| {
        count += 1;
        c == first
    }) && count >= 3
}

/// `— 3 —`, `-3-`, 第3页, 第 3 页 共 5 页. A bare 3 may be a cell of a table and stays.
fn is_page_number(text: &str) -> bool {
    let text = squeeze(text);
    if text.chars().count() > 14 {
        return false;
    }
    let bare = text.trim_matches(|c| "-—–·─".contains(c)).trim();
    let paged = text.starts_with('第') && text.ends_with('页');
    bare.len() < text.len() && numeral::arabic(bare).is_some_and(|n| n < 1000)
        || paged && text.chars().all(|c| "第页共/，".contains(c) || numeral::digit(c).is_some())
}
