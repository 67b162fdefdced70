//! Grams of a text, with the positions that let a phrase be found.
//!
//! Every dense character begins exactly one gram: the pair with its neighbour, or, at the end of its run, itself alone.
//! So a prefix search for one character finds all of its places. Positions count characters and spaced words and skip
//! punctuation: what a comma parts is still a neighbour.

use super::{Folded, Run};
use frostem::{Algorithm, Stemmer};

/// Longer words are cut, on both sides alike. In characters.
pub(super) const LONGEST_WORD: usize = 64;

/// A gram and its position, in units of content from the beginning of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Gram {
    pub text: String,
    pub position: usize,
    /// Index of its first character in the folded text.
    pub start: usize,
    /// True for a dense character that ends its run, so that more could follow it elsewhere.
    pub single: bool,
}

/// The grams of `runs`, and the position after the last.
pub(crate) fn grams(text: &[Folded], runs: &[Run]) -> (Vec<Gram>, usize) {
    let mut out = Vec::new();
    let mut position = 0;
    for run in runs {
        if !run.dense {
            out.push(Gram { text: written(text, run.start, run.end), position, start: run.start, single: false });
            position += 1;
            continue;
        }
        for i in run.start..run.end {
            let end = (i + 2).min(run.end);
            out.push(Gram { text: written(text, i, end), position, start: i, single: end == i + 1 });
            position += 1;
        }
    }
    (out, position)
}

fn written(text: &[Folded], start: usize, end: usize) -> String {
    text[start..end.min(start + LONGEST_WORD)].iter().map(|f| f.c).collect()
}

/// The English stem of a folded word; other words as they are.
pub(crate) fn stem(word: &str) -> String {
    if word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase()) {
        Stemmer::new(Algorithm::English).stem(word).into_owned()
    } else {
        word.to_owned()
    }
}
