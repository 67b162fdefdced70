//! The stretch of a text that is most like some words. The costs are Sellers' ("The theory and computation of evolutionary
//! distances", 1980): as an edit distance, but the stretch may begin and end anywhere.

use std::collections::HashMap;

/// Cells of the table that are worth their time.
const EFFORT: usize = 4_000_000;

pub struct Near {
    /// The stretch.
    pub words: String,
    /// Characters to change, to put in or to leave out.
    pub changes: usize,
}

/// `None` where either is empty, or both together are too long.
pub fn nearest(words: &[char], text: &[char]) -> Option<Near> {
    if words.is_empty() || text.is_empty() || words.len().saturating_mul(text.len()) > EFFORT {
        return None;
    }
    // (cost, where the stretch began), by the end of the stretch.
    let mut row: Vec<(usize, usize)> = (0..=text.len()).map(|start| (0, start)).collect();
    for (i, wanted) in words.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (i + 1, 0);
        for (j, is) in text.iter().enumerate() {
            let kept = (diagonal.0 + usize::from(wanted != is), diagonal.1);
            let without = (row[j + 1].0 + 1, row[j + 1].1);
            let besides = (row[j].0 + 1, row[j].1);
            diagonal = row[j + 1];
            row[j + 1] = kept.min(without).min(besides);
        }
    }
    let (end, &(changes, start)) = row.iter().enumerate().min_by_key(|(_, (cost, _))| *cost)?;
    Some(Near { words: text[start..end].iter().collect(), changes })
}

/// Texts by their runs of four characters, so that most are never compared.
pub struct Index {
    runs: HashMap<[char; 4], Vec<usize>>,
}

impl Index {
    pub fn of<'a>(texts: impl Iterator<Item = &'a [char]>) -> Self {
        let mut runs: HashMap<[char; 4], Vec<usize>> = HashMap::new();
        for (i, text) in texts.enumerate() {
            for run in text.windows(4) {
                let known = runs.entry([run[0], run[1], run[2], run[3]]).or_default();
                if known.last() != Some(&i) {
                    known.push(i);
                }
            }
        }
        Self { runs }
    }

    /// The text that shares most runs with the words, where it shares at least `share` of them.
    pub fn likeliest(&self, words: &[char], share: f32) -> Option<usize> {
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for run in words.windows(4) {
            for text in self.runs.get(&[run[0], run[1], run[2], run[3]]).into_iter().flatten() {
                *counts.entry(*text).or_default() += 1;
            }
        }
        let (text, count) = counts.into_iter().max_by_key(|(text, count)| (*count, std::cmp::Reverse(*text)))?;
        (count as f32 >= share * words.len().saturating_sub(3) as f32).then_some(text)
    }
}
