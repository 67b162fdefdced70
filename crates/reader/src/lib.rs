//! Door 1, the public's: pages, lists, search, feeds and pictures. Works with no script and no cookie.
//!
//! Absent from here: every act that changes content. What readers report is appended, and nothing else. A handler parses, asks the database once, and answers with a page;
//! [`deliver`] compresses it, keeps it while nothing has changed, and answers conditional requests.
#![allow(clippy::disallowed_methods, reason = "a door reads the clock")]

mod about;
mod assets;
mod cache;
mod captions;
mod cards;
mod certificate;
mod clause;
mod clause_text;
mod compare;
mod deliver;
mod directories;
mod edition;
mod failure;
mod feed;
mod feed_directory;
mod feed_entries;
mod feed_video;
mod h5;
mod health;
mod home;
mod hosts;
mod limits;
mod links;
mod lists;
mod llms;
mod long_image;
mod media;
mod misses;
mod oai;
mod organisation;
mod ours;
mod page;
mod parsed;
mod person;
mod policies;
mod policy;
mod quiz;
mod readings;
mod report;
mod robots;
mod routes;
mod search;
mod search_query;
mod sitemaps;
mod suggest;
mod trailing_slash;
mod variant;
mod video;
mod work;

pub use cache::{Freshness, PageCache};
pub use deliver::deliver;
pub use failure::Failure;
pub use feed::FeedAuthority;
pub use feed_entries::{entries, withdrawals};
pub use hosts::keep_apart;
pub use limits::Limits;
pub use misses::SearchMisses;
pub use parsed::ParsedPolicies;
pub use quiz::QuizDesk;
pub use readings::Readings;
pub use routes::configure;
