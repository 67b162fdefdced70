//! A policy back to bytes, out of the tree: every line is written by the one node that owns it.

use crate::{Clause, Part, Policy};
use std::ops::Range;

impl Policy {
    /// The bytes that were read.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.source.write_bom(&mut out);
        for lines in self.owned_lines() {
            self.source.write_lines(lines, &mut out);
        }
        out
    }

    /// The lines of the source, by owner, in order; counted from 0.
    pub fn owned_lines(&self) -> Vec<Range<usize>> {
        let mut owned: Vec<Range<usize>> = self.parts.iter().flat_map(of_part).collect();
        // A paragraph that closes a chapter stands after the chapter's children, whatever node holds it.
        owned.sort_by_key(|lines| lines.start);
        owned
    }
}

fn of_part(part: &Part) -> impl Iterator<Item = Range<usize>> {
    let around = part.prelude.iter().chain(&part.closing).map(|p| p.lines.clone());
    around.chain(part.clauses.iter().flat_map(of_clause))
}

fn of_clause(clause: &Clause) -> impl Iterator<Item = Range<usize>> {
    std::iter::once(clause.lines.clone()).chain(clause.closing.iter().map(|p| p.lines.clone()))
}
