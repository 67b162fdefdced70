//! Runs of n characters, by which texts are compared. Punctuation and spaces do not count.

use std::collections::HashMap;

/// The different n-grams of a text, ascending. Each packs up to four characters, so equality is exact.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grams(Vec<u128>);

/// Grams in more texts than this are phrases of the field and lead nowhere; without a bound the work would be quadratic.
const COMMON: usize = 32;

impl Grams {
    pub fn of(text: &str, n: usize) -> Self {
        let chars: Vec<u128> = text.chars().filter(|c| c.is_alphanumeric()).map(|c| c as u128).collect();
        let mut grams: Vec<u128> = chars.windows(n).map(|w| w.iter().fold(0, |sum, c| sum << 21 | c)).collect();
        grams.sort_unstable();
        grams.dedup();
        Self(grams)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    fn shared(&self, other: &Self) -> usize {
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while i < self.0.len() && j < other.0.len() {
            match self.0[i].cmp(&other.0[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    i += 1;
                    j += 1;
                }
            }
        }
        shared
    }

    /// Shared grams over the mean number: 0 to 1 (Dice).
    pub fn dice(&self, other: &Self) -> f32 {
        let total = self.len() + other.len();
        if total == 0 { 0.0 } else { 2.0 * self.shared(other) as f32 / total as f32 }
    }
}

/// Texts by the grams they hold.
pub(crate) struct Index(HashMap<u128, Vec<usize>>);

impl Index {
    pub fn new<'a>(texts: impl Iterator<Item = (usize, &'a Grams)>) -> Self {
        let mut postings: HashMap<u128, Vec<usize>> = HashMap::new();
        for (text, grams) in texts {
            for &gram in &grams.0 {
                postings.entry(gram).or_default().push(text);
            }
        }
        Self(postings)
    }

    /// The texts that share most rare grams with these, at most `limit`, best first.
    pub fn nearest(&self, grams: &Grams, limit: usize) -> Vec<usize> {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for postings in grams.0.iter().filter_map(|gram| self.0.get(gram)).filter(|p| p.len() <= COMMON) {
            for &text in postings {
                *shared.entry(text).or_default() += 1;
            }
        }
        let mut nearest: Vec<(usize, usize)> = shared.into_iter().collect();
        nearest.sort_unstable_by_key(|&(text, count)| (std::cmp::Reverse(count), text));
        nearest.into_iter().take(limit).map(|(text, _)| text).collect()
    }
}

/// Letters and figures alone: what must be equal for a text to count as unchanged.
pub(crate) fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
