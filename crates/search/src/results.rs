//! What a search answers.

use domain::{Audience, ClauseId, Genre, Language, Slug, Timestamp, WorkKind};

#[derive(Clone, Debug, Default)]
pub struct Results {
    /// What was looked for instead of what was typed, where that has a word that stands nowhere.
    pub corrected: Option<String>,
    /// Hits under all filters, beyond the page too; without those that were folded into others.
    pub total: u64,
    pub hits: Vec<Hit>,
    pub facets: Facets,
    /// False where the model that settles the order of the first had no time to judge them all: another time they may stand
    /// otherwise.
    pub settled: bool,
}

#[derive(Clone, Debug)]
pub enum Hit {
    Work(WorkHit),
    Clause(ClauseHit),
}

#[derive(Clone, Debug)]
pub struct WorkHit {
    pub id: i64,
    pub slug: Slug,
    pub title: Vec<Fragment>,
    /// From the best passage; from the lead where only title, names or clause matched.
    pub snippet: Vec<Fragment>,
    /// Where the snippet stands in the work, without `#`.
    pub anchor: Option<String>,
    /// When the snippet is said in a video, in milliseconds.
    pub time: Option<u32>,
    pub kind: WorkKind,
    pub genre: Genre,
    pub language: Language,
    pub published: Timestamp,
    /// Other results with nearly the same text, best first; see [`Query::fold`](crate::Query::fold).
    pub near: Vec<NearWork>,
    /// Comparable within one answer only.
    pub score: f32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearWork {
    pub id: i64,
    pub slug: Slug,
    pub title: String,
}

#[derive(Clone, Debug)]
pub struct ClauseHit {
    pub policy: Slug,
    pub policy_title: String,
    pub clause: ClauseId,
    pub label: String,
    pub heading: Vec<Fragment>,
    pub snippet: Vec<Fragment>,
    /// Comparable within one answer only.
    pub score: f32,
}

/// A stretch of text as it was written; `hit` where the query matched it. Neighbours differ in `hit`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragment {
    pub text: String,
    pub hit: bool,
}

/// How many hits each value would leave, most first, then by code; values without hits are absent.
///
/// Each list is counted under every filter but its own, so that it shows where else one could go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// [`Scope::Works`](crate::Scope::Works) and [`Scope::Clauses`](crate::Scope::Clauses).
    pub scope: Vec<(crate::Scope, u64)>,
    pub kind: Vec<(WorkKind, u64)>,
    pub genre: Vec<(Genre, u64)>,
    pub audience: Vec<(Audience, u64)>,
    pub topic: Vec<(Slug, u64)>,
    pub campaign: Vec<(Slug, u64)>,
    pub organisation: Vec<(Slug, u64)>,
    pub policy: Vec<(Slug, u64)>,
    pub language: Vec<(Language, u64)>,
}
