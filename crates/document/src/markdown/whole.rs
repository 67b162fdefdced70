//! Reading for an editor that shows the tree: faults do not stop it, and it says whether the tree may stand for the
//! source.

use super::{Fault, Gone, Read, go_through, write};
use std::collections::HashMap;

/// A source as far as it can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhatIsThere {
    /// `None` where no text may hold what it holds.
    pub read: Option<Read>,
    /// In the order of their lines.
    pub faults: Vec<Fault>,
    /// False where the tree, written again, might lack something that somebody typed: then only the source is safe to edit.
    pub whole: bool,
}

/// The body of a work that is being written.
pub fn read_what_is_there(source: &str) -> WhatIsThere {
    let Gone { read, faults, lost } = match go_through(source) {
        Ok(gone) => gone,
        Err(faults) => return WhatIsThere { read: None, faults, whole: false },
    };
    let whole = !lost && leads_back(&read, source);
    WhatIsThere { read: Some(read), faults, whole }
}

fn leads_back(read: &Read, source: &str) -> bool {
    let written = write(&read.document);
    let same = go_through(&written).is_ok_and(|again| !again.lost && again.read.document == read.document);
    same && holds(&written, source)
}

/// Whether each letter and digit of the source is in `written`, as often. The parser drops some things in silence, such as
/// definitions of links that nothing refers to. An entity, which is written as what it means, counts as missing.
fn holds(written: &str, source: &str) -> bool {
    let mut counts: HashMap<char, i64> = HashMap::new();
    letters(written, |c| *counts.entry(c).or_default() += 1);
    letters(source, |c| *counts.entry(c).or_default() -= 1);
    counts.values().all(|count| *count >= 0)
}

fn letters(text: &str, mut count: impl FnMut(char)) {
    for line in text.lines() {
        // Items are numbered anew.
        let content = line.trim_start_matches([' ', '\t', '>', '-', '+', '*']);
        let number = content.trim_start_matches(|c: char| c.is_ascii_digit());
        let content = if number.starts_with(['.', ')']) { number } else { content };
        content
            .replace(" xmlns=\"http://www.w3.org/1998/Math/MathML\"", "")
            .chars()
            .filter(|c| c.is_alphanumeric())
            .for_each(&mut count);
    }
}
