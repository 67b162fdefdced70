//! What was understood, for the command line and for an editor to check.

use crate::{Encoding, PartKind, Policy, Style, Target};
use domain::Day;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    pub title: String,
    pub style: Style,
    pub encoding: Encoding,
    pub issuer: Option<String>,
    pub number: Option<String>,
    pub date: Option<Day>,
    pub parts: Vec<PartSummary>,
    pub nodes: usize,
    pub leaves: usize,
    /// Short name, full name, number of 《short》 in the text (0 for names that are no document).
    pub names: Vec<(String, String, usize)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartSummary {
    pub number: u32,
    pub kind: PartKind,
    pub title: String,
    /// Clauses at level 1, 2, …
    pub levels: Vec<usize>,
}

impl Policy {
    pub fn summary(&self) -> Summary {
        let mut counts = vec![0; self.names.len()];
        for mention in self.mentions() {
            if let Target::Name(i) = mention.target {
                counts[i] += 1;
            }
        }
        Summary {
            title: self.title.clone(),
            style: self.style,
            encoding: self.encoding(),
            issuer: self.issuer.clone(),
            number: self.number.clone(),
            date: self.date,
            parts: self.parts.iter().map(part).collect(),
            nodes: self.clauses().count(),
            leaves: self.clauses().filter(|c| c.is_leaf()).count(),
            names: self.names.iter().zip(counts).map(|(name, count)| (name.short.clone(), name.full.clone(), count)).collect(),
        }
    }
}

fn part(part: &crate::Part) -> PartSummary {
    let deepest = part.clauses.iter().map(|c| c.level).max().unwrap_or(0);
    let levels = (1..=deepest).map(|level| part.clauses.iter().filter(|c| c.level == level).count()).collect();
    PartSummary { number: part.number, kind: part.kind, title: part.title.clone(), levels }
}
