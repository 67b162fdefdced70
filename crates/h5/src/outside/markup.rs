//! HTML and SVG, tag by tag: attributes, and the styles and scripts that stand in them.

use super::{Scan, script, style};

/// Attributes that a browser takes for an address.
const LINKS: [&str; 14] = [
    "href",
    "src",
    "xlink:href",
    "action",
    "formaction",
    "poster",
    "data",
    "background",
    "cite",
    "longdesc",
    "manifest",
    "xml:base",
    "codebase",
    "ping",
];
/// Attributes for people, or for nobody: an address in them is a text.
const WORDS: [&str; 8] = ["alt", "title", "placeholder", "label", "summary", "itemtype", "vocab", "about"];
/// `srcdoc` in `srcdoc`, no further.
const NESTED: u8 = 2;

/// `offset`: where `text` stands in its file.
pub(super) fn scan(text: &str, offset: usize, scan: &mut Scan) {
    nested(text, offset, scan, 0);
}

fn nested(text: &str, offset: usize, found: &mut Scan, level: u8) {
    let mut at = 0;
    while let Some(open) = text[at..].find('<').map(|i| at + i) {
        let rest = &text[open..];
        if rest.starts_with("<!--") {
            at = open + rest.find("-->").map_or(rest.len(), |i| i + 3);
            continue;
        }
        let name_at = open + 1 + usize::from(rest[1..].starts_with('?'));
        if !text[name_at..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            at = open + 1;
            continue;
        }
        let name_end = text[name_at..].find(|c: char| c.is_whitespace() || "/>".contains(c)).map_or(text.len(), |i| name_at + i);
        let name = text[name_at..name_end].to_ascii_lowercase();
        at = attributes(text, name_end, |name, value_at, raw| attribute(found, offset + value_at, name, raw, level));
        let Some(form) = raw_text(&name) else { continue };
        let end = closing(text, at, &name);
        let inside = &text[at..end];
        match form {
            Raw::Script => script::scan(inside, offset + at, found),
            Raw::Style => style::scan(inside, offset + at, found),
            Raw::Words => {}
        }
        at = end;
    }
}

enum Raw {
    Script,
    Style,
    Words,
}

/// Elements in which no tag begins.
fn raw_text(name: &str) -> Option<Raw> {
    match name {
        "script" | "svg:script" => Some(Raw::Script),
        "style" | "svg:style" => Some(Raw::Style),
        "textarea" | "title" | "xmp" => Some(Raw::Words),
        _ => None,
    }
}

/// Where `</name` begins, or the end.
fn closing(text: &str, from: usize, name: &str) -> usize {
    let tag = format!("</{name}");
    let found = text[from..].match_indices("</").find(|(at, _)| {
        let rest = &text.as_bytes()[from + at..];
        rest.len() >= tag.len() && rest[..tag.len()].eq_ignore_ascii_case(tag.as_bytes())
    });
    found.map_or(text.len(), |(at, _)| from + at)
}

/// Calls `with` for each attribute from `at` on, with where its value stands; the end of the tag.
fn attributes(text: &str, mut at: usize, mut with: impl FnMut(&str, usize, &str)) -> usize {
    let bytes = text.as_bytes();
    loop {
        while at < bytes.len() && (bytes[at].is_ascii_whitespace() || bytes[at] == b'/' || bytes[at] == b'?') {
            at += 1;
        }
        match bytes.get(at) {
            None => return at,
            Some(b'>') => return at + 1,
            Some(_) => {}
        }
        let name_at = at;
        at += 1;
        while at < bytes.len() && !bytes[at].is_ascii_whitespace() && !b"/>=".contains(&bytes[at]) {
            at += 1;
        }
        let name = text[name_at..at].to_ascii_lowercase();
        let mut equals = at;
        while equals < bytes.len() && bytes[equals].is_ascii_whitespace() {
            equals += 1;
        }
        if bytes.get(equals) != Some(&b'=') {
            continue;
        }
        at = equals + 1;
        while at < bytes.len() && bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        let (begin, end, next) = match bytes.get(at) {
            Some(&quote @ (b'"' | b'\'')) => {
                let end = text[at + 1..].find(char::from(quote)).map_or(text.len(), |i| at + 1 + i);
                (at + 1, end, (end + 1).min(text.len()))
            }
            _ => {
                let end = text[at..].find(|c: char| c.is_ascii_whitespace() || c == '>').map_or(text.len(), |i| at + i);
                (at, end, end)
            }
        };
        with(&name, begin, &text[begin..end]);
        at = next;
    }
}

fn attribute(found: &mut Scan, at: usize, name: &str, raw: &str, level: u8) {
    let value = decoded(raw);
    match name {
        _ if name.starts_with("xmlns") || name.starts_with("rdf:") || name.starts_with("aria-") || WORDS.contains(&name) => {}
        _ if LINKS.contains(&name) => match value.trim_start().get(..11).is_some_and(|s| s.eq_ignore_ascii_case("javascript:")) {
            true => script::scan(&value, at, found),
            false => found.link(at, &value),
        },
        "srcset" | "imagesrcset" => candidates(&value).for_each(|one| found.link(at, one)),
        "style" => style::scan(&value, at, found),
        "srcdoc" if level < NESTED => nested(&value, at, found, level + 1),
        "content" => {
            found.text(at, &value);
            // Of a refresh.
            if let Some(url) = value.to_ascii_lowercase().find("url=") {
                found.link(at, value[url + 4..].trim_matches(['"', '\'', ' ']));
            }
        }
        _ if name.starts_with("on") => script::scan(&value, at, found),
        // `url(…)` in attributes of SVG.
        _ if value.contains("url(") => style::scan(&value, at, found),
        _ => found.text(at, &value),
    }
}

/// `address 2x, address 3x`; a comma may be part of an address, a blank may not.
fn candidates(value: &str) -> impl Iterator<Item = &str> {
    value.split_whitespace().map(|one| one.trim_matches(',')).filter(|one| !one.is_empty())
}

/// With the signs that characters are written by, as far as an address can be hidden in them.
fn decoded(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((c, length)) => {
                out.push(c);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The character that `rest` begins with a reference to, and how long that is.
fn reference(rest: &str) -> Option<(char, usize)> {
    const NAMED: [(&str, char); 9] = [
        ("&amp;", '&'),
        ("&colon;", ':'),
        ("&sol;", '/'),
        ("&bsol;", '\\'),
        ("&period;", '.'),
        ("&Tab;", '\t'),
        ("&NewLine;", '\n'),
        ("&quot;", '"'),
        ("&apos;", '\''),
    ];
    if let Some((name, c)) = NAMED.iter().find(|(name, _)| rest.starts_with(name)) {
        return Some((*c, name.len()));
    }
    let digits = rest.strip_prefix("&#")?;
    let (radix, digits, begun) = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => (16, digits, 3),
        None => (10, digits, 2),
    };
    let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    let c = char::from_u32(u32::from_str_radix(&digits[..length], radix).ok()?)?;
    let semicolon = usize::from(digits[length..].starts_with(';'));
    Some((c, begun + length + semicolon))
}
