//! What is left of a cue's text when marks of format and hidden characters are gone.

/// Names of tags that SRT files carry; anything else in angle brackets is text.
const TAGS: [&str; 16] = ["b", "i", "u", "s", "c", "v", "em", "br", "rt", "font", "span", "lang", "ruby", "strong", "p", "div"];

/// A tag longer than this is text.
const LONGEST_TAG: usize = 256;

/// Tags dropped: those of [`TAGS`], or with `all` every one and every inner time, as WebVTT wants.
pub(crate) fn without_tags(text: &str, all: bool) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        kept.push_str(&rest[..open]);
        rest = &rest[open..];
        match tag(rest, all) {
            Some((length, name)) => {
                if name.eq_ignore_ascii_case("br") {
                    kept.push('\n');
                }
                rest = &rest[length..];
            }
            None => {
                kept.push('<');
                rest = &rest[1..];
            }
        }
    }
    kept.push_str(rest);
    kept
}

/// Length in bytes and name of the tag that `text` begins with.
fn tag(text: &str, all: bool) -> Option<(usize, &str)> {
    let close = text.bytes().take(LONGEST_TAG).position(|b| b == b'>')?;
    let inner = text[1..close].trim_start_matches('/');
    let name = inner.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
    let known = TAGS.iter().any(|t| t.eq_ignore_ascii_case(name));
    (all || known).then_some((close + 1, name))
}

/// `{\an8}` and the like dropped.
pub(crate) fn without_overrides(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find("{\\") {
        // No later brace closes one either.
        let Some(close) = rest[open..].find('}') else { break };
        kept.push_str(&rest[..open]);
        rest = &rest[open + close + 1..];
    }
    kept.push_str(rest);
    kept
}

/// The entities of WebVTT, those that HTML writers add, and numbers.
pub(crate) fn without_entities(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|b| b == b';');
        match end.and_then(|end| Some((end, entity(&rest[1..end])?))) {
            Some((end, c)) => {
                kept.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                kept.push('&');
                rest = &rest[1..];
            }
        }
    }
    kept.push_str(rest);
    kept
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "lrm" => '\u{200E}',
        "rlm" => '\u{200F}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

/// Lines without white space at their ends, none empty, without control characters, overrides of direction
/// (UAX 9: they let a text look like another) and characters without width.
pub(crate) fn visible(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter_map(|c| match c {
            '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' | '\u{A0}' => Some(' '),
            '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => None,
            '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}' | '\u{E0000}'..='\u{E007F}' => None,
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect();
    let lines: Vec<&str> = plain.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}
