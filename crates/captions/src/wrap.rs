//! Long lines broken anew, where a reader's eye would.

use crate::width::{self, halves};
use domain::Cue;

/// Costs are in half characters: a break at a worse place has to bring that much better balance.
const AT_MARK: u32 = 0;
const AT_SPACE: u32 = 1;
const BEFORE_LINKING: u32 = 4;
const ANYWHERE: u32 = 8;

/// Begins a phrase, so a break before it reads well.
const LINKING: &str = "和与及或但而因所如把被让从在对为向由于并就也都还又";

/// The cues with every line at most `limit` characters wide (Chinese counts 1, Latin 0.5), as even as can be. A cue
/// whose lines all fit stays as it is. Only line ends change; a word longer than a line is cut.
pub fn wrap(cues: &[Cue], limit: u32) -> Vec<Cue> {
    let limit = limit.max(2).saturating_mul(2);
    cues.iter().map(|cue| Cue { text: rebreak(&cue.text, limit), ..*cue }).collect()
}

fn rebreak(text: &str, limit: u32) -> String {
    if text.lines().all(|line| width::of(line) <= limit) {
        return text.to_owned();
    }
    let mut whole = String::with_capacity(text.len());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        width::join(&mut whole, line);
    }
    let chars: Vec<char> = whole.chars().collect();
    let mut left: u32 = width::of(&whole);
    let mut lines: Vec<String> = Vec::new();
    let mut from = 0;
    while from < chars.len() {
        let end = if left <= limit { chars.len() } else { from + best(&chars[from..], left, limit) };
        let line: String = chars[from..end].iter().collect();
        left = left.saturating_sub(width::of(&line));
        let line = line.trim();
        if !line.is_empty() {
            lines.push(line.to_owned());
        }
        from = end;
    }
    lines.join("\n")
}

/// How many characters the next line takes of `chars`, which are `left` wide; at least one.
fn best(chars: &[char], left: u32, limit: u32) -> usize {
    let lines = left.div_ceil(limit);
    let ideal = left / lines;
    let mut taken = 0;
    let mut choice: Option<(u32, usize)> = None;
    let mut fits = 0;
    for (index, c) in chars.iter().enumerate() {
        taken += halves(*c);
        if taken > limit {
            break;
        }
        fits = index + 1;
        let Some(next) = chars.get(index + 1) else { continue };
        let Some(place) = place(*c, *next) else { continue };
        // A break that leaves more than the other lines hold costs a whole line.
        let over = if left - taken > (lines - 1) * limit { limit } else { 0 };
        let cost = taken.abs_diff(ideal) + place + over;
        if choice.is_none_or(|(least, _)| cost < least) {
            choice = Some((cost, index + 1));
        }
    }
    choice.map_or(fits, |(_, end)| end).max(1)
}

/// What a break between these two costs; `None` where none may be (a little of GB/T 15834: no line begins with a mark
/// that closes, none ends with one that opens).
fn place(left: char, right: char) -> Option<u32> {
    if "，。、；：？！…—）》」』”’,.;:?!)%".contains(right) || "（《「『“‘(".contains(left) || halves(right) == 0
    {
        return None;
    }
    match () {
        () if "，。、；：？！…,;?!".contains(left) => Some(AT_MARK),
        () if left.is_whitespace() => Some(AT_SPACE),
        () if right.is_whitespace() || !(width::is_wide(left) || width::is_wide(right)) => None,
        () if LINKING.contains(right) => Some(BEFORE_LINKING),
        () => Some(ANYWHERE),
    }
}
