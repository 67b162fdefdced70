//! How long a work is: 字 and minutes.

use crate::{Document, text};
use domain::Language;

/// Characters of Chinese that are read in a minute, and words of a language that writes with spaces.
const CHINESE_PER_MINUTE: usize = 400;
const WORDS_PER_MINUTE: usize = 230;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// 字: every CJK character, and every word or number in another script; punctuation counts nothing.
    pub characters: usize,
    /// Rounded up, at least 1.
    pub minutes: usize,
}

pub fn count_characters(document: &Document, language: Language) -> Count {
    count_text(&text::write(document), language)
}

/// The same of plain text.
pub fn count_text(text: &str, language: Language) -> Count {
    let (mut han, mut words, mut in_word) = (0, 0, false);
    for c in text.chars() {
        if is_han(c) {
            han += 1;
            in_word = false;
        } else if c.is_alphanumeric() {
            words += usize::from(!in_word);
            in_word = true;
        } else if !matches!(c, '\'' | '’' | '-' | '.' | ',') {
            in_word = false;
        }
    }
    let pace = if language.is_chinese() { CHINESE_PER_MINUTE } else { WORDS_PER_MINUTE };
    Count { characters: han + words, minutes: (han + words).div_ceil(pace).max(1) }
}

/// A letter of Han, kana or bopomofo: read one by one, written without spaces.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3040}'..='\u{30FF}' | '\u{3100}'..='\u{312F}'
        | '\u{31A0}'..='\u{31BF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}')
}
