//! A short video: an untrusted film in; a ladder of sizes, sound, playlists, one file to download, poster, storyboard,
//! captions and a manifest out.
//!
//! One decoder feeds everything. Nothing of the input reaches an output but pictures, sound, captions and the label of AI
//! content: places and devices stay behind because everything is written anew.

mod av1;
mod boxes;
mod check;
mod clock;
mod cmaf;
mod colour;
mod copied;
mod copying;
mod embedded;
mod frame;
mod limiter;
mod loudness;
mod manifest;
mod mark;
mod obu;
mod pictures;
mod plan;
mod playlist;
mod poster;
mod preview;
mod progress;
mod progressive;
mod refusal;
mod run;
mod rung;
mod sample;
mod side;
mod single;
mod sound;
mod soundtrack;
mod source;
mod storyboard;

pub use av1::{Given, run as av1};
pub use frame::run as frame;
pub use mark::Declared;
pub use refusal::Refusal;
pub use run::run;

use anyhow::Result;
use std::path::Path;

/// An upload larger than this is no short video.
pub const MAX_BYTES: u64 = 4 * 1024 * 1024 * 1024;
/// Of a picture: 8K.
pub const MAX_PIXELS: u64 = 7680 * 4320;
pub const MAX_SECONDS: u64 = 2 * 60 * 60;

/// What the caller wants.
#[derive(Clone, Debug)]
pub struct Options {
    pub ai: Declared,
    /// Stands in a new label as its producer.
    pub ai_producer: Option<String>,
    /// In milliseconds.
    pub poster_at: Option<u32>,
    /// The short side of the largest rung, in pixels.
    pub largest: u32,
}

/// The manifest's `input`, as JSON.
///
/// # Errors
/// The outer error is the machine's; the inner one is the film's.
pub fn probe(input: &Path) -> Result<Result<String, Refusal>> {
    let source = match source::look(input)? {
        Ok(source) => source,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let digest = source::digest(input)?;
    Ok(Ok(serde_json::to_string_pretty(&manifest::probe(&source, digest))?))
}
