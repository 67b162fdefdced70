//! Makes characters that mean the same to a reader the same: width, case, Traditional → Simplified.
//!
//! One character becomes one character, so that a match can be shown in the text as it was written.
//! Absent: folding by phrase (乾隆 and 乾净 differ in Traditional only by their neighbours); whatever is folded is folded
//! on both sides, so the only price is a word that jieba does not know, and its grams still match.

use std::sync::LazyLock;

/// One character after folding, and the byte at which the original begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Folded {
    pub c: char,
    pub at: usize,
}

/// Invisible characters (zero-width space, soft hyphen, byte order mark) are dropped.
pub(crate) fn fold(text: &str) -> Vec<Folded> {
    text.char_indices().filter(|(_, c)| !is_invisible(*c)).map(|(at, c)| Folded { c: fold_char(c), at }).collect()
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

fn fold_char(c: char) -> char {
    match c {
        '\0'..='\x7f' => c.to_ascii_lowercase(),
        '\u{3000}' => ' ',
        // Full-width forms stand in the order of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).map_or(c, |c| c.to_ascii_lowercase()),
        '\u{2e80}'.. => simplified(c),
        // A few capitals become two characters in lower case; the first is the letter, the second a mark.
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

static PAIRS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let lines = include_str!("../../traditional.txt").lines().filter(|line| !line.starts_with('#'));
    let pair = |s: &str| {
        let mut chars = s.chars();
        Some((chars.next()?, chars.next()?))
    };
    lines.flat_map(|line| line.split(' ').filter_map(pair)).collect()
});

fn simplified(c: char) -> char {
    PAIRS.binary_search_by_key(&c, |pair| pair.0).map_or(c, |i| PAIRS[i].1)
}
