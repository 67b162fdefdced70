//! Under which open clause a number stands.
//!
//! Three rules, in this order:
//! 1. A number of a form that is open continues it: the clause is a sibling of the last one of its form.
//! 2. Otherwise it closes what nests deeper by [`Shape::rank`] and stands under what is left.
//! 3. Documents that nest the other way round (1. above （一）) show it: the form that rule 2 would close counts on after
//!    this one. What has been seen once holds for the part.

use crate::{Shape, marker::Marker};
use std::collections::{HashMap, HashSet};

/// All numbers of a part, in order, and the order of nesting seen so far.
pub(crate) struct Nesting {
    /// Where each form occurs and with which number, ascending.
    occurrences: HashMap<Shape, Vec<(usize, u32)>>,
    /// (outer, inner) against the usual rank.
    turned: HashSet<(Shape, Shape)>,
}

/// A clause that is open: its form and number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OpenClause {
    pub clause: usize,
    pub shape: Shape,
    pub number: u32,
}

impl Nesting {
    /// `markers` with their positions in the part, ascending.
    pub fn new<'a>(markers: impl Iterator<Item = (usize, &'a Marker)>) -> Self {
        let mut occurrences: HashMap<Shape, Vec<(usize, u32)>> = HashMap::new();
        for (at, marker) in markers {
            occurrences.entry(marker.shape).or_default().push((at, marker.number));
        }
        Self { occurrences, turned: HashSet::new() }
    }

    /// How many of the open clauses stay open when `marker`, at position `at`, comes.
    pub fn keep(&mut self, open: &[OpenClause], marker: &Marker, at: usize) -> usize {
        if let Some(same) = open.iter().rposition(|o| o.shape == marker.shape) {
            return same;
        }
        if let Some(above) = marker.above.last() {
            let figures = marker.above.len() as u8;
            let holder = open.iter().rposition(|o| o.shape == Shape::Decimal(figures) || figures == 1 && o.number == *above);
            if let Some(holder) = holder {
                return holder + 1;
            }
        }
        let mut keep = open.len();
        while keep > 0 && open[keep - 1].shape.rank() > marker.shape.rank() && !self.is_turned(&open[..keep], marker, at) {
            keep -= 1;
        }
        keep
    }

    fn is_turned(&mut self, open: &[OpenClause], marker: &Marker, at: usize) -> bool {
        let Some((top, outer)) = open.split_last() else { return false };
        let pair = (top.shape, marker.shape);
        if self.turned.contains(&pair) {
            return true;
        }
        let next = |shape| {
            let places = self.occurrences.get(&shape)?;
            places.get(places.partition_point(|&(place, _)| place <= at)).copied()
        };
        let Some((place, number)) = next(top.shape) else { return false };
        let closed_before = outer.iter().any(|o| next(o.shape).is_some_and(|(outer_place, _)| outer_place < place));
        let turned = marker.number == 1 && number == top.number + 1 && !closed_before;
        if turned {
            self.turned.insert(pair);
        }
        turned
    }
}
