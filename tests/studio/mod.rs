//! Tests of the editors' door: the real program serving, asked as the app asks, and as it must not.

mod api;
mod audit;
mod authenticator;
mod bulk;
mod certificates;
mod comments;
mod corrections;
mod coverage;
mod deleting;
mod desks;
mod documents;
mod editions;
mod entries;
mod experts;
mod exports;
mod findings;
mod forcing;
mod guarding;
mod h5_works;
mod media;
mod partners;
mod policies;
mod publishing;
mod quizzes;
mod reader_reports;
mod reports;
mod rights;
mod saving;
mod scheduling;
mod search_rules;
mod second_step;
mod signing_in;
mod snapshot;
mod staff;
mod stale;

pub use desks::{Browser, administrator, furnish};
