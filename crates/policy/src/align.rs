//! Two versions of a policy, clause by clause.
//!
//! Equal texts are matched first, then equal headings, then similar texts, best first; among equally good ones the nearer
//! place wins. A clause whose own words say too little (a chapter with a new title) follows its children. Work is bounded
//! by an index of character runs; no text is compared with all others.

use crate::{
    Clause, Policy,
    grams::{Grams, Index, plain},
};
use domain::{ClauseId, MappingKind};
use serde::Serialize;
use std::collections::{HashMap, VecDeque};

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Aligned {
    /// `None` where the clause is new.
    pub old: Option<ClauseId>,
    /// `None` where the clause was removed.
    pub new: Option<ClauseId>,
    /// Moved means that the id is another one, so that a link has to follow; changed, that the clause's own text is.
    pub kind: MappingKind,
    /// Of the own texts, 0 to 1; 1 where they are equal, 0 where one is missing.
    pub similarity: f32,
}

/// Below this two articles have the words of the field in common, not their matter.
const RELATED: f32 = 0.3;

/// Every clause of both once: in the order of `new`, each removed one where it stood among its neighbours.
pub fn align(old: &Policy, new: &Policy) -> Vec<Aligned> {
    let (old, new) = (Side::new(old), Side::new(new));
    let mut matches = Matches { of_old: vec![None; old.clauses.len()], of_new: vec![None; new.clauses.len()] };
    match_equal(&old, &new, &mut matches);
    match_headings(&old, &new, &mut matches);
    match_similar(&old, &new, &mut matches);
    match_by_children(&old, &new, &mut matches);
    in_order(&old, &new, &matches)
}

struct Side<'a> {
    clauses: Vec<&'a Clause>,
    /// Position of each clause's parent in `clauses`.
    parents: Vec<Option<usize>>,
    texts: Vec<String>,
    grams: Vec<Grams>,
}

impl<'a> Side<'a> {
    fn new(policy: &'a Policy) -> Self {
        let mut side = Self { clauses: Vec::new(), parents: Vec::new(), texts: Vec::new(), grams: Vec::new() };
        for part in &policy.parts {
            let first = side.clauses.len();
            for clause in &part.clauses {
                let text = plain(&clause.own_text());
                side.parents.push(clause.parent.map(|p| first + p));
                side.grams.push(Grams::of(&text, 2));
                side.texts.push(text);
                side.clauses.push(clause);
            }
        }
        side
    }

    /// 0 at the beginning of the document, 1 at its end.
    fn place(&self, i: usize) -> f32 {
        i as f32 / self.clauses.len().max(1) as f32
    }
}

struct Matches {
    of_old: Vec<Option<(usize, f32)>>,
    of_new: Vec<Option<(usize, f32)>>,
}

impl Matches {
    fn pair(&mut self, old: usize, new: usize, similarity: f32) {
        if self.of_old[old].is_none() && self.of_new[new].is_none() {
            self.of_old[old] = Some((new, similarity));
            self.of_new[new] = Some((old, similarity));
        }
    }
}

fn match_equal(old: &Side, new: &Side, matches: &mut Matches) {
    let mut waiting: HashMap<(&str, bool), VecDeque<usize>> = HashMap::new();
    for (i, text) in new.texts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
        waiting.entry((text, new.clauses[i].shape.is_division())).or_default().push_back(i);
    }
    for (i, text) in old.texts.iter().enumerate() {
        let key = (text.as_str(), old.clauses[i].shape.is_division());
        if let Some(j) = waiting.get_mut(&key).and_then(VecDeque::pop_front) {
            matches.pair(i, j, 1.0);
        }
    }
}

/// Who keeps a heading and writes the text below it anew has not made another clause. A heading that stands twice in one
/// of the versions says too little; the texts decide then.
fn match_headings(old: &Side, new: &Side, matches: &mut Matches) {
    let once = |side: &Side| -> HashMap<(usize, String), Option<usize>> {
        let mut found = HashMap::new();
        for (i, clause) in side.clauses.iter().enumerate().filter(|(_, clause)| !clause.heading.is_empty()) {
            found.entry((clause.level, plain(&clause.heading))).and_modify(|at| *at = None).or_insert(Some(i));
        }
        found
    };
    let of_new = once(new);
    let mut pairs: Vec<(usize, usize)> =
        once(old).into_iter().filter_map(|(heading, i)| Some((i?, (*of_new.get(&heading)?)?))).collect();
    pairs.sort_unstable();
    for (i, j) in pairs {
        matches.pair(i, j, old.grams[i].dice(&new.grams[j]).min(0.999));
    }
}

fn match_similar(old: &Side, new: &Side, matches: &mut Matches) {
    // Candidates share runs of three; single words of two are everywhere in a text on one subject.
    let seeds: Vec<Grams> = new.texts.iter().map(|text| Grams::of(text, 3)).collect();
    let index = Index::new(seeds.iter().enumerate().filter(|(j, _)| matches.of_new[*j].is_none()));
    let mut edges: Vec<(f32, f32, usize, usize)> = Vec::new();
    for i in (0..old.texts.len()).filter(|&i| matches.of_old[i].is_none()) {
        for j in index.nearest(&Grams::of(&old.texts[i], 3), 8) {
            let similarity = old.grams[i].dice(&new.grams[j]);
            if similarity >= RELATED && old.clauses[i].shape.is_division() == new.clauses[j].shape.is_division() {
                edges.push((similarity, (old.place(i) - new.place(j)).abs(), i, j));
            }
        }
    }
    edges.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.total_cmp(&y.1)).then((x.2, x.3).cmp(&(y.2, y.3))));
    for (similarity, _, i, j) in edges {
        // Equal as sets of runs is not yet equal.
        matches.pair(i, j, similarity.min(0.999));
    }
}

/// The parent goes where most of its children went. Deepest first, so that a chain of parents follows.
fn match_by_children(old: &Side, new: &Side, matches: &mut Matches) {
    let mut votes: Vec<HashMap<usize, usize>> = vec![HashMap::new(); old.clauses.len()];
    for i in (0..old.clauses.len()).rev() {
        if matches.of_old[i].is_none() {
            let free = votes[i].iter().filter(|&(&j, _)| matches.of_new[j].is_none());
            let best = free.max_by_key(|&(&j, &count)| (count, std::cmp::Reverse(j))).map(|(&j, _)| j);
            if let Some(j) = best.filter(|&j| old.clauses[i].shape == new.clauses[j].shape) {
                matches.pair(i, j, old.grams[i].dice(&new.grams[j]).min(0.999));
            }
        }
        let went = matches.of_old[i].and_then(|(j, _)| new.parents[j]);
        if let (Some(parent), Some(went)) = (old.parents[i], went) {
            *votes[parent].entry(went).or_default() += 1;
        }
    }
}

fn in_order(old: &Side, new: &Side, matches: &Matches) -> Vec<Aligned> {
    let mut rows = Vec::with_capacity(old.clauses.len() + new.clauses.len());
    let removed =
        |i: usize| Aligned { old: Some(old.clauses[i].id.clone()), new: None, kind: MappingKind::Removed, similarity: 0.0 };
    let mut shown = 0;
    for (j, matched) in matches.of_new.iter().enumerate() {
        let to = Some(new.clauses[j].id.clone());
        let Some((i, similarity)) = *matched else {
            rows.push(Aligned { old: None, new: to, kind: MappingKind::Added, similarity: 0.0 });
            continue;
        };
        rows.extend((shown..i).filter(|&i| matches.of_old[i].is_none()).map(removed));
        shown = shown.max(i + 1);
        let moved = old.clauses[i].id != new.clauses[j].id;
        let kind = match (moved, old.texts[i] != new.texts[j]) {
            (false, false) => MappingKind::Same,
            (true, false) => MappingKind::Moved,
            (false, true) => MappingKind::Changed,
            (true, true) => MappingKind::MovedAndChanged,
        };
        rows.push(Aligned { old: Some(old.clauses[i].id.clone()), new: to, kind, similarity });
    }
    rows.extend((shown..old.clauses.len()).filter(|&i| matches.of_old[i].is_none()).map(removed));
    rows
}
