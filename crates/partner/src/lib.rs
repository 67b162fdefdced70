//! Door 3, partner media: what each may have, and every change of it, so that a copy elsewhere stays equal to the site.
//!
//! Absent from here: acts that change content, pages, and how a work is put into words (see [`Works`]).
#![allow(clippy::disallowed_methods, reason = "a door reads the clock")]

mod acknowledgement;
mod asset;
mod caller;
mod changes;
mod copies;
mod cursor;
mod digest;
mod item;
mod limits;
mod ninjs;
mod openapi;
mod place;
mod problem;
mod routes;
mod shape;
mod snapshot;
mod unchanged;
mod usage;
mod webhooks;

pub use cursor::CursorKey;
pub use domain::PartnerKey;
pub use item::Works;
pub use limits::Limits;
pub use openapi::document;
pub use routes::{Door, configure};
pub use unchanged::Unchanged;
