//! What of a numbered paragraph is its heading.

use crate::{block, numeral, row};

pub(crate) struct Heading {
    pub heading: String,
    pub run_in: bool,
    /// The paragraph without its number; with the heading where that runs in.
    pub body: Option<String>,
}

/// A line without a stop may still be a sentence that lost it; no heading is so long.
const MAX_ALONE: usize = 80;

pub(crate) fn alone(rest: &str) -> Heading {
    Heading {
        heading: row::squeeze(rest).trim_end_matches(['：', ':', '。', '.', '．']).to_owned(), run_in: false, body: None
    }
}

fn text(rest: &str) -> Heading {
    Heading { heading: String::new(), run_in: false, body: (!rest.is_empty()).then(|| rest.to_owned()) }
}

/// 第一条【目的】…, 第一条（目的）…; otherwise an article has no heading, unless it stands alone above its text.
pub(crate) fn of_article(rest: &str, text_follows: bool) -> Heading {
    let rest = rest.trim_start_matches(['：', ':']);
    for (open, close, max) in [('【', '】', 40), ('［', '］', 40), ('（', '）', 20), ('(', ')', 20)] {
        let Some((heading, body)) = rest.strip_prefix(open).and_then(|r| r.split_once(close)) else { continue };
        if heading.chars().count() <= max && (text_follows || !body.trim().is_empty()) {
            return Heading { heading: row::squeeze(heading), ..text(row::trim(body)) };
        }
    }
    of_item(rest, text_follows)
}

/// Items of an article are sentences or parts of one.
pub(crate) fn of_item(rest: &str, text_follows: bool) -> Heading {
    let title =
        text_follows && rest.chars().count() <= 30 && !block::ends_sentence(rest) && !rest.contains('。') && !rest.is_empty();
    if title { alone(rest) } else { text(rest) }
}

/// A line of its own, or the first sentence up to its 。
pub(crate) fn of_plan(rest: &str, text_follows: bool) -> Heading {
    let length = rest.chars().count();
    let Some(stop) = first_stop(rest) else {
        // 将第三条修改为：“…: what is quoted is not the heading.
        if let Some(quote) = rest.find("：“") {
            return run_in(rest, quote);
        }
        let colon = rest.ends_with(['：', ':']) && length <= 40;
        let open_end = !block::ends_sentence(rest) && length <= MAX_ALONE;
        return if colon || open_end { alone(rest) } else { run_in(rest, rest.len()) };
    };
    // 加强领导。 above a paragraph is a heading that was given a stop.
    let only = rest[stop..].chars().count() == 1;
    if only && text_follows && length <= 40 { alone(rest) } else { run_in(rest, stop) }
}

/// The first 。 outside of quotations. Extracted from a page layout it may have become a dot.
fn first_stop(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '“' => depth += 1,
            '”' => depth = depth.saturating_sub(1),
            '。' if depth == 0 => return Some(at),
            '.' | '．' if depth == 0 && is_stop(&text[..at], &text[at + c.len_utf8()..]) => return Some(at),
            _ => {}
        }
    }
    None
}

fn is_stop(before: &str, after: &str) -> bool {
    let next = row::trim(after).chars().next();
    row::trim(before).ends_with(numeral::is_ideograph) && next.is_none_or(|c| c == '“' || numeral::is_ideograph(c))
}

fn run_in(rest: &str, stop: usize) -> Heading {
    let heading = row::trim(&rest[..stop]).trim_end_matches(['；', ';', '：', ':', '，', '、']);
    if heading.is_empty() {
        return text(rest);
    }
    Heading { heading: heading.to_owned(), run_in: true, body: Some(rest.to_owned()) }
}
