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
mod fault;
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
mod sound_clock;
mod soundtrack;
mod source;
mod storyboard;

pub use av1::Given;
pub use mark::Declared;
pub use refusal::Refusal;

use crate::{limits::TooMuchOutput, report::Report};
use anyhow::Result;
use std::path::Path;

/// An upload larger than this is no short video.
pub const MAX_BYTES: u64 = 4 * 1024 * 1024 * 1024;
/// Of a picture: 8K.
pub const MAX_PIXELS: u64 = 7680 * 4320;
pub const MAX_SECONDS: u64 = 2 * 60 * 60;
/// Pictures a second, over a long time: what the fastest cameras of phones write.
pub const MAX_RATE: u64 = 240;

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

/// The ladder and all that belongs to it, in `out_dir`.
///
/// # Errors
/// The outer error is ours or the machine's, of all functions here; the inner one is the film's.
pub fn run(input: &Path, out_dir: &Path, options: &Options, report: &Report) -> Result<Result<(), Refusal>> {
    settled(run::run(input, out_dir, options, report))
}

/// The ladder once more in AV1.
pub fn av1(input: &Path, out_dir: &Path, given: &Given, options: &Options, report: &Report) -> Result<Result<(), Refusal>> {
    settled(av1::run(input, out_dir, given, options, report))
}

/// The posters of another moment, in milliseconds.
pub fn frame(input: &Path, out_dir: &Path, at: u32, options: &Options) -> Result<Result<(), Refusal>> {
    settled(frame::run(input, out_dir, at, options))
}

/// Whoever writes a file knows no film, and its error comes up through threads and encoders: that a film makes too much is
/// the film's fault, wherever it was noticed.
fn settled(made: Result<Result<(), Refusal>>) -> Result<Result<(), Refusal>> {
    match made {
        Err(error) if error.is::<TooMuchOutput>() => Ok(Err(Refusal::TooMuchOutput)),
        made => made,
    }
}

/// The manifest's `input`, as JSON.
pub fn probe(input: &Path) -> Result<Result<String, Refusal>> {
    let source = match source::look(input)? {
        Ok(source) => source,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let digest = source::digest(input)?;
    Ok(Ok(serde_json::to_string_pretty(&manifest::probe(&source, digest))?))
}
