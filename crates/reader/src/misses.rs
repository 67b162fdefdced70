//! Searches that found nothing, counted until somebody writes them down: what readers look for and editors have not
//! written. Nothing is kept of who searched, and nothing that looks like a person's number or address.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// Different words that are held at most; a flood of nonsense is not worth more.
const MOST: usize = 500;
/// Characters of words worth a count.
const LONGEST: usize = 40;

/// Words and how often they were searched for in vain.
#[derive(Debug, Default)]
pub struct SearchMisses(Mutex<HashMap<String, u32>>);

impl SearchMisses {
    /// The first page of a search for `words` was empty.
    pub fn note(&self, words: &str) {
        let Some(words) = plain(words) else { return };
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counted.len() < MOST || counted.contains_key(&words) {
            *counted.entry(words).or_default() += 1;
        }
    }

    /// What was counted since it was taken last.
    pub fn take(&self) -> HashMap<String, u32> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// One spelling for what is the same to a reader; `None` for what is not to be kept.
pub(crate) fn plain(words: &str) -> Option<String> {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let figures = words.chars().filter(char::is_ascii_digit).count();
    let kept = !words.is_empty() && words.chars().count() <= LONGEST && figures < 7 && !words.contains(['@', '/']);
    (kept && !words.chars().any(char::is_control)).then_some(words)
}
