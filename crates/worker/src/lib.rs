//! The back room: takes jobs, starts `media-pipeline` as a process of its own, tells partners' endpoints, and writes down what
//! came of it.
//!
//! Absent from here: decoders of foreign files (they live in that process) and anything a reader waits for.
#![allow(clippy::disallowed_methods, reason = "the back room reads the clock")]

mod av1;
mod bulk;
mod cores;
mod edition;
mod h5_page;
mod hold;
mod long_image;
mod manifest;
mod outcome;
mod picture;
mod process;
mod run;
mod scratch;
mod sheet;
mod video;
mod webhook;
mod words;

pub use bulk::May;
pub use edition::Typesetting;
pub use manifest::Manifest;
pub use process::Pipeline;
pub use run::{Drained, Worker};
pub use webhook::{Message, backoff};
