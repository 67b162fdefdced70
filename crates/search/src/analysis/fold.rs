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

/// By the high bits of a character, its neighbours; an empty page is none. A search among all pairs was a twentieth of the time it
/// takes to index a text.
static PAGES: LazyLock<Vec<Option<Box<[char; PAGE]>>>> = LazyLock::new(|| {
    let mut pages: Vec<Option<Box<[char; PAGE]>>> = Vec::new();
    for (from, to) in pairs() {
        let (page, place) = (from as usize / PAGE, from as usize % PAGE);
        if pages.len() <= page {
            pages.resize(page + 1, None);
        }
        let itself = |place| char::from_u32((page * PAGE + place) as u32).unwrap_or_default();
        pages[page].get_or_insert_with(|| Box::new(std::array::from_fn(itself)))[place] = to;
    }
    pages
});

const PAGE: usize = 256;

fn pairs() -> impl Iterator<Item = (char, char)> {
    let lines = include_str!("../../traditional.txt").lines().filter(|line| !line.starts_with('#'));
    let pair = |s: &str| {
        let mut chars = s.chars();
        Some((chars.next()?, chars.next()?))
    };
    lines.flat_map(move |line| line.split(' ').filter_map(pair))
}

fn simplified(c: char) -> char {
    let page = PAGES.get(c as usize / PAGE).and_then(Option::as_ref);
    page.map_or(c, |page| page[c as usize % PAGE])
}
