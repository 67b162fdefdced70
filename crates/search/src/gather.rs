//! One pass over everything that matches: how many there are, the facets' counts, and the best.
//!
//! Every document is looked at. For queries of many common pairs this is faster than skipping by upper bounds, and the
//! counts need it anyway.

use crate::filters::{COLUMNS, Counts, Filters};
use std::{
    cmp::Ordering,
    collections::{BinaryHeap, HashSet},
};
use tantivy::{
    DocAddress, DocId, Score, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector},
    columnar::{Column, StrColumn},
};

#[derive(Clone)]
pub(crate) struct Gather {
    pub filters: Filters,
    pub by_date: bool,
    /// The latest publication in the index, from which recency is reckoned: there is no clock here.
    pub newest: Option<i64>,
    pub keep: usize,
}

#[derive(Default)]
pub(crate) struct Gathered {
    pub total: u64,
    pub counts: Counts,
    /// Best first.
    pub best: Vec<Best>,
}

impl Gathered {
    /// These first, and then what else is in `more`, which holds them all and counts for all.
    pub fn followed_by(self, more: Self) -> Self {
        let mut best = self.best;
        let first: HashSet<DocAddress> = best.iter().map(|one| one.address).collect();
        let lowest = best.iter().map(|one| one.score).fold(f32::INFINITY, f32::min);
        let rest: Vec<Best> = more.best.into_iter().filter(|one| !first.contains(&one.address)).collect();
        let highest = rest.first().map_or(0.0, |one| one.score);
        // Scores still tell the order.
        let scale = if highest > lowest { 0.999 * lowest / highest } else { 1.0 };
        best.extend(rest.into_iter().map(|one| one.rescored(one.score * scale)));
        Self { best, ..more }
    }

    /// Counts what `more` counts too.
    pub fn count_in(&mut self, more: Self) {
        self.total += more.total;
        self.best.extend(more.best);
        for (sum, counts) in self.counts.iter_mut().zip(more.counts) {
            for (value, count) in counts {
                *sum.entry(value).or_default() += count;
            }
        }
    }
}

/// A document among the best. The greater, the worse, so that a heap gives up the worst.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Best {
    pub score: Score,
    rank: i64,
    /// Clauses after works, then by id, then in document order.
    tie: (bool, i64, u64),
    pub address: DocAddress,
}

impl Best {
    /// The same document with another score.
    pub fn rescored(self, score: Score) -> Self {
        Self { score, rank: rank(score), ..self }
    }
}

/// Scores are never negative, and the bits of such numbers stand in their order.
fn rank(score: Score) -> i64 {
    i64::from(score.to_bits())
}

impl Ord for Best {
    fn cmp(&self, other: &Self) -> Ordering {
        other.rank.cmp(&self.rank).then_with(|| self.tie.cmp(&other.tie))
    }
}

impl PartialOrd for Best {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Best {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Best {}

impl Collector for Gather {
    type Fruit = Gathered;
    type Child = Segment;

    fn for_segment(&self, ordinal: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<Segment> {
        let fast = reader.fast_fields();
        let mut columns = Vec::with_capacity(COLUMNS.len());
        for (name, wanted) in COLUMNS.iter().zip(&self.filters) {
            columns.push(Facet::new(fast.str(name)?, wanted.as_deref())?);
        }
        Ok(Segment {
            ordinal,
            columns,
            id: fast.i64("id")?,
            place: fast.u64("ordinal")?,
            published: fast.i64("published")?,
            by_date: self.by_date,
            newest: self.newest,
            keep: self.keep,
            total: 0,
            best: BinaryHeap::with_capacity(self.keep.min(1024)),
        })
    }

    /// Recency and coverage need scores, and so does a hit sorted by date.
    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Gathered>>) -> tantivy::Result<Gathered> {
        let mut all = Gathered::default();
        for segment in segments {
            all.count_in(segment?);
        }
        all.best.sort_unstable();
        all.best.truncate(self.keep);
        Ok(all)
    }
}

/// One column in one segment.
struct Facet {
    column: Option<StrColumn>,
    /// By term ordinal.
    counts: Vec<u64>,
    filter: Filter,
}

enum Filter {
    None,
    /// The value stands nowhere in this segment.
    Nothing,
    Ordinal(u64),
}

impl Facet {
    fn new(column: Option<StrColumn>, wanted: Option<&str>) -> tantivy::Result<Self> {
        let filter = match (wanted, &column) {
            (None, _) => Filter::None,
            (Some(_), None) => Filter::Nothing,
            (Some(value), Some(column)) => column.dictionary().term_ord(value)?.map_or(Filter::Nothing, Filter::Ordinal),
        };
        let terms = column.as_ref().map_or(0, |column| column.dictionary().num_terms());
        Ok(Self { column, counts: vec![0; terms], filter })
    }

    fn admits(&self, doc: DocId) -> bool {
        match (&self.filter, &self.column) {
            (Filter::None, _) => true,
            (Filter::Ordinal(wanted), Some(column)) => column.term_ords(doc).any(|ordinal| ordinal == *wanted),
            _ => false,
        }
    }

    fn count(&mut self, doc: DocId) {
        let Some(column) = &self.column else { return };
        for ordinal in column.term_ords(doc) {
            self.counts[ordinal as usize] += 1;
        }
    }
}

pub(crate) struct Segment {
    ordinal: SegmentOrdinal,
    columns: Vec<Facet>,
    id: Column<i64>,
    place: Column<u64>,
    published: Column<i64>,
    by_date: bool,
    newest: Option<i64>,
    keep: usize,
    total: u64,
    best: BinaryHeap<Best>,
}

impl Segment {
    fn offer(&mut self, doc: DocId, score: Score) {
        let published = self.published.first(doc);
        let score = score * recency(published, self.newest);
        let rank = if self.by_date { published.unwrap_or(i64::MIN) } else { rank(score) };
        let full = self.best.len() >= self.keep;
        if full && self.best.peek().is_none_or(|worst| rank < worst.rank) {
            return;
        }
        let place = self.place.first(doc).unwrap_or(0);
        let tie = (place > 0, self.id.first(doc).unwrap_or(i64::MAX), place);
        self.best.push(Best { score, rank, tie, address: DocAddress::new(self.ordinal, doc) });
        if full {
            self.best.pop();
        }
    }
}

/// From 1 to 1.1: a tenth more for what is new, half of that two years later. Enough to settle what is nearly equal.
fn recency(published: Option<i64>, newest: Option<i64>) -> Score {
    const HALF: f32 = 2.0 * 365.25 * 86_400_000.0;
    match (published, newest) {
        (Some(published), Some(newest)) => 1.0 + 0.1 * (-(newest.saturating_sub(published) as f32) / HALF).exp2(),
        _ => 1.0,
    }
}

impl SegmentCollector for Segment {
    type Fruit = tantivy::Result<Gathered>;

    fn collect(&mut self, doc: DocId, score: Score) {
        let mut refused = None;
        for (i, column) in self.columns.iter().enumerate() {
            if !column.admits(doc) {
                if refused.is_some() {
                    return;
                }
                refused = Some(i);
            }
        }
        match refused {
            // A facet is counted under all filters but its own.
            Some(i) => self.columns[i].count(doc),
            None => {
                self.total += 1;
                self.columns.iter_mut().for_each(|column| column.count(doc));
                self.offer(doc, score);
            }
        }
    }

    fn harvest(self) -> tantivy::Result<Gathered> {
        let mut gathered = Gathered { total: self.total, best: self.best.into_vec(), ..Gathered::default() };
        for (column, counts) in self.columns.into_iter().zip(&mut gathered.counts) {
            let Some(values) = column.column else { continue };
            let mut value = String::new();
            for (ordinal, count) in column.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                value.clear();
                values.ord_to_str(ordinal as u64, &mut value)?;
                counts.insert(value.clone(), *count);
            }
        }
        Ok(gathered)
    }
}
