//! What a reader asks.

use domain::{Audience, Day, Genre, Language, Slug, WorkKind};

/// The text and the filters of one search. Without text everything is listed, newest first.
///
/// In the text, words stand side by side, a phrase in quotation marks (`"…"`, `“…”`, `「…」`) must stand as it is, and a
/// word or phrase after a minus must not. What is malformed is read as words. Only the first
/// [`Query::MAX_CHARS`] characters are read.
#[derive(Clone, Debug, Default)]
pub struct Query {
    pub text: String,
    /// Nothing is put right: what was typed is what is looked for.
    pub literal: bool,
    pub scope: Scope,
    pub kind: Option<WorkKind>,
    pub genre: Option<Genre>,
    pub audience: Option<Audience>,
    pub topic: Option<Slug>,
    pub campaign: Option<Slug>,
    pub organisation: Option<Slug>,
    pub policy: Option<Slug>,
    pub language: Option<Language>,
    /// After which pins have ended; without it none has.
    pub today: Option<Day>,
    /// A query without text is sorted by date in any case.
    pub sort: Sort,
    /// Works with nearly the same text are one result.
    pub fold: bool,
    /// How many hits to skip; offset and limit together reach no further than [`Query::DEEPEST`].
    pub offset: usize,
    /// 0, the default, gives the total and the facets only.
    pub limit: usize,
}

impl Query {
    pub const MAX_CHARS: usize = 200;
    /// Nobody reads so far, and the heap that holds the best hits is this large at most.
    pub const DEEPEST: usize = 10_000;
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    #[default]
    All,
    Works,
    Clauses,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Relevance,
    /// Newest first; clauses, which have no date here, after all works.
    Date,
}
