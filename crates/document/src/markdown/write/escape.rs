//! Strings on their way into Markdown.

use crate::markdown::quote::names_clause;

/// What stands before a stretch of text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// The beginning of a line, where marks open blocks.
    Line,
    /// The beginning of a heading, a cell or a span, where only space would be lost.
    Edge,
    Words,
}

/// One stretch of text; `ends` at the end of a line or a span.
pub(super) fn text(out: &mut String, s: &str, before: Before, ends: bool) {
    let begins = before == Before::Line;
    let clause = (begins && names_clause(s)).then(|| s.find("clause:").map(|i| i + "clause".len())).flatten();
    let number = begins.then(|| list_mark(s)).flatten();
    for (i, c) in s.char_indices() {
        let first = begins && i == 0;
        let rest = &s[i + c.len_utf8()..];
        let escaped = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '{' => true,
            '&' => rest.is_empty() || rest.starts_with(|c: char| c == '#' || c.is_ascii_alphabetic()),
            // Before a link it would make a picture of it.
            '!' => rest.is_empty(),
            '#' | '>' | '+' | '-' | '=' | ':' | '~' | '|' => first || Some(i) == clause,
            '.' | ')' => Some(i) == number,
            _ => false,
        };
        let lost_before = s[..i].trim_start().is_empty()
            && match before {
                // Paragraphs may begin with an ideographic space, as Chinese ones are indented.
                Before::Line => c == ' ',
                Before::Edge => c.is_whitespace(),
                Before::Words => false,
            };
        let lost_behind = c.is_whitespace() && ends && rest.trim_start().is_empty();
        if lost_before || lost_behind {
            out.push_str(&format!("&#{};", u32::from(c)));
            continue;
        }
        if escaped {
            out.push('\\');
        }
        out.push(c);
    }
}

/// Where a line begins like an item of an ordered list: the place of the mark behind the number.
fn list_mark(s: &str) -> Option<usize> {
    let digits = s.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && matches!(s.as_bytes().get(digits), Some(b'.' | b')'))).then_some(digits)
}

/// A code span that holds `s` and nothing else.
pub(super) fn code(out: &mut String, s: &str) {
    let runs = || s.split(|c| c != '`').map(str::len).filter(|n| *n > 0);
    let fence = "`".repeat((1..).find(|n| runs().all(|run| run != *n)).unwrap_or(1));
    let spaced = s.starts_with(' ') && s.ends_with(' ') && !s.trim_matches(' ').is_empty();
    let pad = if spaced || s.starts_with('`') || s.ends_with('`') { " " } else { "" };
    out.extend([&fence, pad, s, pad, &fence]);
}

/// In the parentheses of a link.
pub(super) fn address(out: &mut String, s: &str) {
    for (i, c) in s.char_indices() {
        match c {
            '(' | ')' => out.extend(['\\', c]),
            '&' if entity(&s[i..]) => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
}

/// In double quotes as the title of an image.
pub(super) fn title(s: &str) -> String {
    let mut out = String::new();
    for (i, c) in s.char_indices() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '&' if entity(&s[i..]) => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out
}

/// The value of an attribute, with its quotes.
pub(super) fn attribute(s: &str) -> String {
    format!("\"{}\"", s.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Unescaping resolves entities before backslashes, so an ampersand that begins one cannot be escaped with one.
fn entity(s: &str) -> bool {
    let body = s[1..].split(';').next().unwrap_or("");
    body.len() + 1 < s.len() && !body.is_empty() && body.chars().all(|c| c == '#' || c.is_ascii_alphanumeric())
}
