//! Clauses of one policy that say nearly the same: an editor interprets them together.

use crate::{
    Policy,
    grams::{Grams, Index, plain},
};
use domain::ClauseId;
use serde::Serialize;
use std::collections::HashMap;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SimilarPair {
    /// Stands before `b` in the document.
    pub a: ClauseId,
    pub b: ClauseId,
    /// Shared runs of four characters over the mean number of both: 0.5 to 1.
    pub score: f32,
}

/// At half the text in common a reader takes two clauses for one; ordinary ones of a document share about a tenth.
const NEAR: f32 = 0.5;

/// Shorter texts are headings, which may well be equal in two chapters.
const MIN_GRAMS: usize = 20;

/// Pairs by falling score. Of many equal clauses each is paired with the next one.
pub fn similar_clauses(policy: &Policy) -> Vec<SimilarPair> {
    let texts: Vec<(&ClauseId, String)> = policy.clauses().map(|c| (&c.id, c.own_text())).collect();
    let grams: Vec<Grams> = texts.iter().map(|(_, text)| Grams::of(text, 4)).collect();
    let mut pairs = Vec::new();
    let mut last: HashMap<String, usize> = HashMap::new();
    let mut different = Vec::new();
    for i in (0..texts.len()).filter(|&i| grams[i].len() >= MIN_GRAMS) {
        match last.insert(plain(&texts[i].1), i) {
            Some(before) => pairs.push((before, i, 1.0)),
            None => different.push(i),
        }
    }
    let index = Index::new(different.iter().map(|&i| (i, &grams[i])));
    for &i in &different {
        let later = index.nearest(&grams[i], 8).into_iter().filter(|&j| j > i);
        pairs.extend(later.map(|j| (i, j, grams[i].dice(&grams[j]))).filter(|&(.., score)| score >= NEAR));
    }
    pairs.sort_by(|x, y| y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1))));
    pairs.into_iter().map(|(a, b, score)| SimilarPair { a: texts[a].0.clone(), b: texts[b].0.clone(), score }).collect()
}
