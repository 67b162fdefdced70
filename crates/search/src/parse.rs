//! Reads the query's syntax: words, phrases in quotation marks, minus. Nothing is malformed: what makes no sense is words.

use crate::Query;

/// The pieces of a query, as typed, in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Pieces {
    /// Without white space.
    pub plain: Vec<String>,
    pub phrases: Vec<String>,
    pub without: Vec<String>,
}

pub(crate) fn pieces(text: &str) -> Pieces {
    let chars: Vec<char> = text.chars().take(Query::MAX_CHARS).collect();
    let mut pieces = Pieces::default();
    let mut i = 0;
    while i < chars.len() {
        if chars[i].is_whitespace() {
            i += 1;
            continue;
        }
        // A minus counts where a word could begin; inside of one it is a hyphen.
        let starts = i == 0 || chars[i - 1].is_whitespace();
        let minus = starts && matches!(chars[i], '-' | '－' | '−') && chars.get(i + 1).is_some_and(|c| !c.is_whitespace());
        if minus {
            i += 1;
        }
        let (piece, quoted) = match quoted(&chars, i) {
            Some(end) => {
                let inside = &chars[i + 1..end];
                i = end + 1;
                (inside, true)
            }
            None => {
                let start = i;
                i += 1;
                while i < chars.len() && !chars[i].is_whitespace() && quoted(&chars, i).is_none() {
                    i += 1;
                }
                (&chars[start..i], false)
            }
        };
        let list = match (minus, quoted) {
            (true, _) => &mut pieces.without,
            (false, true) => &mut pieces.phrases,
            (false, false) => &mut pieces.plain,
        };
        list.push(piece.iter().collect());
    }
    pieces
}

/// Where the phrase that begins at `start` is closed.
fn quoted(chars: &[char], start: usize) -> Option<usize> {
    let close = match chars.get(start)? {
        '"' => '"',
        '＂' => '＂',
        '“' => '”',
        '「' => '」',
        '『' => '』',
        _ => return None,
    };
    let end = start + 1 + chars[start + 1..].iter().position(|c| *c == close)?;
    chars[start + 1..end].iter().any(|c| c.is_alphanumeric()).then_some(end)
}
