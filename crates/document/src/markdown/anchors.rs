//! Anchors for headings and questions whose author chose none.

use crate::Anchor;
use std::collections::HashSet;

/// Deterministic: from the words where all are ASCII, otherwise `s1`, `s2`, … or `q1`, `q2`, … by order.
#[derive(Default)]
pub(crate) struct Anchors {
    taken: HashSet<String>,
    headings: usize,
    questions: usize,
}

impl Anchors {
    /// To be called with every chosen anchor before the first is derived.
    pub fn reserve(&mut self, chosen: &str) {
        self.taken.insert(chosen.to_owned());
    }

    /// For each heading in turn, with the anchor its author chose.
    pub fn heading(&mut self, chosen: Option<Anchor>, words: &str) -> Anchor {
        self.headings += 1;
        let number = format!("s{}", self.headings);
        chosen.unwrap_or_else(|| self.free(from_words(words).unwrap_or(number)))
    }

    /// For each question in turn.
    pub fn question(&mut self, chosen: Option<Anchor>) -> Anchor {
        self.questions += 1;
        let number = format!("q{}", self.questions);
        chosen.unwrap_or_else(|| self.free(number))
    }

    fn free(&mut self, wanted: String) -> Anchor {
        let mut candidates = std::iter::once(wanted.clone()).chain((2..).map(|n| format!("{wanted}-{n}")));
        let free = candidates.find(|c| !self.taken.contains(c)).expect("the numbers do not end");
        self.taken.insert(free.clone());
        free.parse().expect("letters, digits and single hyphens, short enough to be numbered")
    }
}

fn from_words(words: &str) -> Option<String> {
    if words.chars().any(|c| c.is_alphanumeric() && !c.is_ascii()) {
        return None;
    }
    let mut anchor = String::new();
    for word in words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()) {
        // Leaves room for a number behind.
        if anchor.len() + word.len() > 50 {
            break;
        }
        if !anchor.is_empty() {
            anchor.push('-');
        }
        anchor.push_str(&word.to_ascii_lowercase());
    }
    anchor.parse::<Anchor>().is_ok().then_some(anchor)
}
