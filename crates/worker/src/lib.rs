//! The back room: takes jobs, starts `media-pipeline` as a process of its own, tells partners' endpoints, subscribers and
//! those who want e-mail, looks at the links of texts, visits partners' copies, and writes down what came of it.
//!
//! Absent from here: decoders of foreign files (they live in that process) and anything a reader waits for.
#![allow(clippy::disallowed_methods, reason = "the back room reads the clock")]

mod av1;
pub mod budget;
mod bulk;
mod capabilities;
mod copies;
mod cores;
mod edition;
mod ended;
mod h5_page;
mod hold;
mod hub;
mod idle;
mod links;
mod long_image;
mod manifest;
mod outcome;
mod partner_copies;
mod picture;
mod post;
mod process;
mod robots;
mod run;
mod scratch;
mod sheet;
mod sitemaps;
mod tend;
mod told;
mod video;
mod walls;
mod webhook;
mod words;

pub use bulk::Refusals;
pub use capabilities::{Capabilities, CapabilitiesError};
pub use edition::Typesetting;
pub use hub::{Topic, Topics};
pub use links::{Judged, judge};
pub use manifest::Manifest;
pub use partner_copies::SeenPage;
pub use post::{Post, Waits};
pub use process::Pipeline;
pub use robots::Robots;
pub use run::{Drained, Worker};
pub use sitemaps::Sitemaps;
pub use walls::Landlock;
pub use webhook::{Message, backoff};
