//! Places in a policy, and the walk through it in document order.

use crate::{Clause, Paragraph, Part, Policy};
use domain::ClauseId;
use serde::Serialize;

/// One text of a policy.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Place {
    /// The part's number, counted from 1.
    pub part: u32,
    /// `None` outside the clauses: prelude and closing of the part.
    pub clause: Option<ClauseId>,
    pub slot: Slot,
}

/// Which text of the clause or part; paragraphs are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Slot {
    /// A heading that stands alone. One that runs in is part of `Body(0)`.
    Heading,
    /// Of a part: its prelude.
    Body(usize),
    Closing(usize),
}

/// A step of the walk through a part.
#[derive(Debug, Clone, Copy)]
pub enum Flow<'a> {
    /// A clause with its heading and body; its children come next.
    Clause(&'a Clause),
    /// A paragraph of this clause that stands after some or all of its children.
    Closing(&'a Clause, &'a Paragraph),
}

impl Part {
    /// Clauses and their closing paragraphs, each once, in the order of the source.
    pub fn flow(&self) -> Vec<Flow<'_>> {
        let mut steps: Vec<(usize, Flow<'_>)> = Vec::with_capacity(self.clauses.len());
        for clause in &self.clauses {
            steps.push((clause.lines.start, Flow::Clause(clause)));
            steps.extend(clause.closing.iter().map(|p| (p.lines.start, Flow::Closing(clause, p))));
        }
        steps.sort_by_key(|&(line, _)| line);
        steps.into_iter().map(|(_, step)| step).collect()
    }
}

impl Policy {
    /// Every text of the policy with its place: part by part, clause by clause.
    pub fn texts(&self) -> impl Iterator<Item = (Place, &str)> {
        self.parts.iter().flat_map(|part| {
            let outside = |slot| Place { part: part.number, clause: None, slot };
            let prelude = part.prelude.iter().enumerate().map(move |(i, p)| (outside(Slot::Body(i)), p.text.as_str()));
            let closing = part.closing.iter().enumerate().map(move |(i, p)| (outside(Slot::Closing(i)), p.text.as_str()));
            prelude.chain(part.clauses.iter().flat_map(|clause| clause_texts(part.number, clause))).chain(closing)
        })
    }

    /// The text that stands at `place`.
    pub fn text_at(&self, place: &Place) -> Option<&str> {
        let (heading, body, closing) = match &place.clause {
            None => {
                let part = self.parts.get((place.part as usize).checked_sub(1)?)?;
                (&part.title, &part.prelude, &part.closing)
            }
            Some(id) => {
                let clause = self.clause(id)?;
                (&clause.heading, &clause.body, &clause.closing)
            }
        };
        match place.slot {
            Slot::Heading => Some(heading),
            Slot::Body(i) => body.get(i).map(|p| p.text.as_str()),
            Slot::Closing(i) => closing.get(i).map(|p| p.text.as_str()),
        }
    }
}

fn clause_texts(part: u32, clause: &Clause) -> impl Iterator<Item = (Place, &str)> {
    let place = move |slot| Place { part, clause: Some(clause.id.clone()), slot };
    let heading = (!clause.run_in && !clause.heading.is_empty()).then(|| (place(Slot::Heading), clause.heading.as_str()));
    let body = clause.body.iter().enumerate().map(move |(i, p)| (place(Slot::Body(i)), p.text.as_str()));
    let closing = clause.closing.iter().enumerate().map(move |(i, p)| (place(Slot::Closing(i)), p.text.as_str()));
    heading.into_iter().chain(body).chain(closing)
}
