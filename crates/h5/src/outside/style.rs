//! CSS: what stands in `url(…)`, and every string, which is the address of `@import` and of `image-set`.

use super::Scan;

pub(super) fn scan(text: &str, offset: usize, found: &mut Scan) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'/' if text[at..].starts_with("/*") => at += text[at..].find("*/").map_or(text.len() - at, |i| i + 2),
            quote @ (b'"' | b'\'') => {
                let end = string_end(bytes, at + 1, quote);
                let import = is_address(&text[..at]);
                let value = unescaped(&text[at + 1..end]);
                if import {
                    found.link(offset + at, &value)
                } else {
                    found.text(offset + at, &value)
                }
                at = (end + 1).min(bytes.len());
            }
            b'u' | b'U' if starts_url(bytes, at) => {
                let begin = at + 4 + bytes[at + 4..].iter().take_while(|b| b.is_ascii_whitespace()).count();
                if matches!(bytes.get(begin), Some(b'"' | b'\'')) {
                    at = begin;
                    continue;
                }
                let end = text[begin..].find(')').map_or(text.len(), |i| begin + i);
                found.link(offset + begin, &unescaped(&text[begin..end]));
                at = end;
            }
            _ => at += 1,
        }
    }
}

fn starts_url(bytes: &[u8], at: usize) -> bool {
    bytes[at..].get(..4).is_some_and(|word| word.eq_ignore_ascii_case(b"url("))
}

/// Whether a string after this is an address for certain.
fn is_address(before: &str) -> bool {
    let before = before.trim_end();
    let ends = |word: &str| {
        before.len() >= word.len() && before.as_bytes()[before.len() - word.len()..].eq_ignore_ascii_case(word.as_bytes())
    };
    ends("url(") || ends("@import")
}

fn string_end(bytes: &[u8], mut at: usize, quote: u8) -> usize {
    while at < bytes.len() && bytes[at] != quote {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(bytes.len())
}

/// `\68 ttp` is `http`.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let mut code = String::new();
        while let Some(digit) = chars.peek().copied().filter(|c| c.is_ascii_hexdigit() && code.len() < 6) {
            code.push(digit);
            chars.next();
        }
        match u32::from_str_radix(&code, 16) {
            Ok(code) => {
                out.extend(char::from_u32(code));
                chars.next_if(|c| c.is_ascii_whitespace());
            }
            // A line that goes on, or any other character for itself.
            Err(_) => out.extend(chars.next().filter(|c| *c != '\n')),
        }
    }
    out
}
