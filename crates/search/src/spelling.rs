//! English words that were probably meant by a misspelt one: a letter too many or too few, another one, or two that changed
//! places.

/// Shorter words are taken as they are: with one letter changed they are other words.
const SHORTEST: usize = 4;
/// From this length on two slips are forgiven.
const LONG: usize = 8;
/// Longer ones are no words.
const LONGEST: usize = 24;

/// The words of spaced scripts in the index, as they are written there, with about how many documents hold each.
#[derive(Default)]
pub(crate) struct Spelling {
    /// In alphabetical order.
    words: Vec<(Box<str>, u32)>,
}

impl Spelling {
    /// Whether a word could be meant, and so is to be kept.
    pub fn is_word(word: &str) -> bool {
        (SHORTEST..=LONGEST).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase())
    }

    /// Words may come several times.
    pub fn new(mut words: Vec<(Box<str>, u32)>) -> Self {
        words.sort_unstable();
        words.dedup_by(|next, kept| {
            next.0 == kept.0 && {
                kept.1 += next.1;
                true
            }
        });
        Self { words }
    }

    /// The word that differs least, the most frequent among equals. The first letter is hardly ever wrong.
    pub fn meant(&self, typed: &str) -> Option<&str> {
        if !Self::is_word(typed) {
            return None;
        }
        let slips = if typed.len() < LONG { 1 } else { 2 };
        let first = &typed[..1];
        let from = self.words.partition_point(|(word, _)| **word < *first);
        let same = self.words[from..].iter().take_while(|(word, _)| word.starts_with(first));
        let near = same.filter(|(word, _)| word.len().abs_diff(typed.len()) <= slips).filter_map(|(word, frequency)| {
            let apart = distance(word.as_bytes(), typed.as_bytes());
            (1..=slips).contains(&apart).then_some((apart, std::cmp::Reverse(*frequency), &**word))
        });
        near.min().map(|(_, _, word)| word)
    }
}

/// How many letters were left out, added, changed or swapped with their neighbour (optimal string alignment).
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i);
        for j in 1..=b.len() {
            let changed = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = changed.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}
