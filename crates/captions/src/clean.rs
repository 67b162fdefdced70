//! What is left of a cue's text when marks of format and hidden characters are gone.

/// Names of tags that SRT files carry; anything else in angle brackets is text.
const TAGS: [&str; 16] = ["b", "i", "u", "s", "c", "v", "em", "br", "rt", "font", "span", "lang", "ruby", "strong", "p", "div"];

/// A tag longer than this is text.
const LONGEST_TAG: usize = 256;

/// Tags dropped: those of [`TAGS`], or with `all` every one and every inner time, as WebVTT wants.
pub(crate) fn without_tags(text: &str, all: bool) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    // The next `>`, looked for once however many `<` stand before it.
    let mut close = 0;
    while let Some(open) = text[at..].find('<').map(|found| at + found) {
        kept.push_str(&text[at..open]);
        if close <= open {
            let Some(found) = text[open..].find('>') else {
                at = open;
                break;
            };
            close = open + found;
        }
        match name(&text[open + 1..close], all) {
            Some(name) => {
                if name.eq_ignore_ascii_case("br") {
                    kept.push('\n');
                }
                at = close + 1;
            }
            None => {
                kept.push('<');
                at = open + 1;
            }
        }
    }
    kept.push_str(&text[at..]);
    kept
}

/// The name of the tag with `inner` between its brackets; `None` of what is text.
fn name(inner: &str, all: bool) -> Option<&str> {
    if inner.len() > LONGEST_TAG {
        return None;
    }
    let name = inner.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
    let known = TAGS.iter().any(|t| t.eq_ignore_ascii_case(name));
    (all || known).then_some(name)
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
