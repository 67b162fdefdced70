//! How wide text is, in half characters: a Chinese character is two, a Latin letter one.

/// Two for what fills a square in a Chinese font, none for what joins the character before.
pub(crate) fn halves(c: char) -> u32 {
    match c as u32 {
        0x0300..=0x036F | 0x200B..=0x200F | 0xFE00..=0xFE0F => 0,
        0x1100..=0x115F
        | 0x2014
        | 0x2018..=0x201D
        | 0x2026
        | 0x2E80..=0xA4CF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F
        | 0xFF00..=0xFF60
        | 0xFFE0..=0xFFE6
        | 0x1F300..=0x1FAFF
        | 0x20000..=0x3FFFD => 2,
        _ => 1,
    }
}

pub(crate) fn of(text: &str) -> u32 {
    text.chars().map(halves).fold(0, u32::saturating_add)
}

/// A neighbour on whose side no space belongs.
pub(crate) fn is_wide(c: char) -> bool {
    halves(c) == 2
}

/// Puts `next` behind `text`. A space stands between them only where neither side is Chinese.
pub(crate) fn join(text: &mut String, next: &str) {
    let spaced = match (text.chars().next_back(), next.chars().next()) {
        (Some(left), Some(right)) => !is_wide(left) && !is_wide(right) && !left.is_whitespace() && !right.is_whitespace(),
        _ => false,
    };
    if spaced {
        text.push(' ');
    }
    text.push_str(next);
}
