//! The back room: takes jobs, starts `media-pipeline` as a process of its own, tells partners' endpoints, subscribers and
//! those who want e-mail, and writes down what came of it.
//!
//! Absent from here: decoders of foreign files (they live in that process) and anything a reader waits for.
#![allow(clippy::disallowed_methods, reason = "the back room reads the clock")]

mod av1;
pub mod budget;
mod bulk;
mod cores;
mod edition;
mod ended;
mod h5_page;
mod hold;
mod hub;
mod long_image;
mod manifest;
mod outcome;
mod picture;
mod post;
mod process;
mod run;
mod scratch;
mod sheet;
mod told;
mod video;
mod walls;
mod webhook;
mod words;

pub use bulk::May;
pub use edition::Typesetting;
pub use hub::{Topic, Topics};
pub use manifest::Manifest;
pub use post::{Post, Waits};
pub use process::Pipeline;
pub use run::{Drained, Worker};
pub use walls::Landlock;
pub use webhook::{Message, backoff};
