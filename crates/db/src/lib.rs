//! Every SQL statement of the product, one room per subject; the same statement on SQLite and PostgreSQL.
//!
//! Absent from here: rules (they are in `domain`), pages, and any decision about who may do what.
//! Reads take a [`Db`]; writes take a [`Write`], which numbers its changes at commit.

mod connect;
mod dialect;
mod entity;
mod sql;
mod write;

pub mod accounts;
pub mod acknowledgements;
pub mod asset_library;
pub mod assets;
pub mod audit;
pub mod awaited_originals;
pub mod certificates;
pub mod changes;
pub mod clause_links;
pub mod clauses;
pub mod corrections;
pub mod coverage;
pub mod draft_clauses;
pub mod dump;
pub mod editions;
pub mod entry_uses;
pub mod h5_pages;
pub mod harvest;
pub mod invitations;
pub mod jobs;
pub mod kept_copies;
pub mod listings;
pub mod memberships;
pub mod namesakes;
pub mod organisation_rules;
pub mod organisations;
pub mod partner_usage;
pub mod partners;
pub mod password_links;
pub mod people;
pub mod policies;
pub mod popular_queries;
pub mod preview_links;
pub mod quizzes;
pub mod reader_reports;
pub mod readings;
pub mod reports;
pub mod revisions;
pub mod schedules;
pub mod search_misses;
pub mod search_rules;
pub mod second_factors;
pub mod secrets;
pub mod sessions;
pub mod setups;
pub mod sign_ins;
pub mod sitemaps;
pub mod staff;
pub mod stale;
pub mod submissions;
pub mod uploads;
pub mod videos;
pub mod vocabulary;
pub mod webhooks;
pub mod work_desks;
pub mod work_heads;
pub mod work_parts;
pub mod working_copies;
pub mod works;

pub use changes::Position;
pub use connect::Db;
pub use write::Write;
