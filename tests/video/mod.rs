//! Tests of `media-pipeline probe|video|av1|frame`: films made here by Debian's `ffmpeg`, judged by Debian's `ffprobe`.
//!
//! A normal run takes the rows marked as a sample; `LIANGYI_SOAK=1` takes all of them.

mod av1;
mod copies;
mod embedded;
mod hostile;
mod inputs;
mod labels;
mod limits;
mod looks;
mod made;
mod outputs;
mod program;
mod progress;
mod rows;
mod seen;
mod sounds;
mod streams;
mod table;
mod walls;

/// Whether samples are long.
fn soak() -> bool {
    std::env::var_os("LIANGYI_SOAK").is_some()
}
