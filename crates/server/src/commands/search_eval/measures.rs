//! How good a ranking is, after the measures of TREC.

use super::collection::Judgements;
use std::ops::{AddAssign, Div};

const SHOWN: usize = 10;
const FETCHED: usize = 100;

/// Each from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measures {
    /// Discounted cumulative gain of the first ten over that of the best ten (Järvelin & Kekäläinen 2002), gain = grade.
    pub ndcg: f64,
    /// One over the place of the first relevant one among ten.
    pub reciprocal_rank: f64,
    /// The share of the relevant ones that is among the first hundred.
    pub recall: f64,
}

impl Measures {
    /// `ranked` are the names of documents, best first.
    pub fn of(ranked: &[&str], judged: &Judgements) -> Self {
        let grade = |doc: &&str| judged.get(*doc).copied().unwrap_or(0.0);
        let gain = |grades: &mut dyn Iterator<Item = f64>| -> f64 {
            grades.take(SHOWN).enumerate().map(|(i, grade)| grade / (i as f64 + 2.0).log2()).sum()
        };
        let mut ideal: Vec<f64> = judged.values().copied().collect();
        ideal.sort_unstable_by(|a, b| b.total_cmp(a));
        let best = gain(&mut ideal.into_iter());
        let first = ranked.iter().take(SHOWN).position(|doc| grade(doc) > 0.0);
        let found = ranked.iter().take(FETCHED).filter(|doc| grade(doc) > 0.0).count();
        Self {
            ndcg: if best > 0.0 { gain(&mut ranked.iter().map(grade)) / best } else { 0.0 },
            reciprocal_rank: first.map_or(0.0, |i| 1.0 / (i as f64 + 1.0)),
            recall: found as f64 / judged.len().max(1) as f64,
        }
    }
}

impl AddAssign for Measures {
    fn add_assign(&mut self, other: Self) {
        self.ndcg += other.ndcg;
        self.reciprocal_rank += other.reciprocal_rank;
        self.recall += other.recall;
    }
}

impl Div<f64> for Measures {
    type Output = Self;

    fn div(self, by: f64) -> Self {
        Self { ndcg: self.ndcg / by, reciprocal_rank: self.reciprocal_rank / by, recall: self.recall / by }
    }
}
