//! Door 2, editors': JSON over a session, and the built single-page app.
//!
//! Absent from here: rules (they are in `domain` and `editorial`) and SQL. Every handler asks [`allow`] before it reads
//! or changes anything.
#![allow(clippy::disallowed_methods, reason = "a door reads the clock")]

pub mod allow;
pub mod clock;
pub mod guard;
pub mod needs;
pub mod openapi;
pub mod problem;
pub mod session;

pub mod assets;
pub mod audit;
pub mod captions;
pub mod documents;
pub mod editions;
pub mod media;
pub mod schedules;
pub mod shares;
pub mod uploads;

mod account;
mod address;
mod analytics;
mod bulk;
mod comments;
mod courses;
mod coverage;
mod csv;
mod entries;
mod experts;
mod findings;
mod h5_tickets;
mod mailing;
mod oidc;
mod partners;
mod passkeys;
mod policies;
mod preview;
mod reader_reports;
mod reports;
mod routes;
mod search_rules;
mod second_factor;
mod shell;
mod sign_in;
mod site_settings;
mod staff;
mod stale;
mod vocabulary;
mod waiting;
mod works;

pub use h5_tickets::H5Tickets;
pub use mailing::Mailing;
pub use problem::Problem;
pub use routes::configure;
pub use session::Session;
pub use sign_in::SignIn;
pub use site_settings::{Machine, MachineSetting};
pub use waiting::waits_for;
