//! How many interpretations there are, by kind.

use crate::Ui;
use domain::WorkKind;

/// Kinds with at least one work, in the order of [`WorkKind::ALL`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally(Vec<(WorkKind, u64)>);

impl Tally {
    /// Sorts, joins doubles and drops zeros.
    pub fn new(counts: impl IntoIterator<Item = (WorkKind, u64)>) -> Self {
        let given: Vec<_> = counts.into_iter().collect();
        let of = |kind| given.iter().filter(|(k, _)| *k == kind).map(|(_, n)| n).sum::<u64>();
        Self(WorkKind::ALL.iter().map(|&kind| (kind, of(kind))).filter(|(_, n)| *n > 0).collect())
    }

    pub fn total(&self) -> u64 {
        self.0.iter().map(|(_, n)| n).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `文章 3 · 短视频 1`
    pub fn words(&self, t: &Ui) -> String {
        self.0.iter().map(|(kind, n)| format!("{} {n}", t.kind(kind))).collect::<Vec<_>>().join(" · ")
    }
}
