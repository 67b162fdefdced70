//! Full-text search over works and clauses: schema, Chinese analysis, query, ranking, snippets.
//!
//! The index is a cache. Whoever owns it follows the change log, hands over batches of [`Op`] with the [`Position`]
//! they reach, and may throw the folder away at any time: position and content move in one commit.
//!
//! Absent from here: the database, HTTP, HTML (a snippet is a list of [`Fragment`]s), clocks, and tantivy's types
//! in the public face, but for the source of an error.

mod alike;
mod analysis;
mod correct;
mod coverage;
mod encode;
mod error;
mod excluded;
mod filters;
mod find;
mod gather;
mod index;
mod lexicon;
mod near;
mod open;
mod parse;
mod pinned;
mod plan;
mod query;
mod rank;
mod records;
mod rerank;
mod rescore;
mod results;
mod schema;
mod snippet;
mod spelling;
mod suggest;
mod tuning;
mod way;

pub use error::Error;
pub use index::Index;
pub use open::{Opened, Start};
pub use query::{Query, Scope, Sort};
pub use records::{ClauseDoc, ClauseLink, Op, Part, Passage, Position, WorkDoc};
pub use rerank::Reranker;
pub use results::{ClauseHit, Facets, Fragment, Hit, NearWork, Results, WorkHit};
pub use suggest::Suggestion;
pub use tuning::{PairFault, Tuning, query_key};

pub type Result<T> = std::result::Result<T, Error>;
