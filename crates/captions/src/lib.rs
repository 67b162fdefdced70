//! Captions of short videos: read SRT, WebVTT, ASS/SSA and tracks inside of films in any encoding met in China, write
//! WebVTT, check them.
//!
//! Pure, and linear in the length of what it is given. A cue is `domain::Cue`, its times are milliseconds.
//! Absent from here: I/O, HTTP, clocks, anything about works, and any text that a cue did not have.

mod ass;
mod blocks;
mod check;
mod clean;
mod encoding;
mod passages;
mod read;
mod stamp;
mod track;
mod warning;
mod width;
mod wrap;
mod write;

pub use check::check;
pub use passages::passages;
pub use read::{Error, Format, MAX_BYTES, MAX_CUES, Parsed, read};
pub use track::{Markup, Piece, Track, read_track};
pub use warning::Warning;
pub use wrap::wrap;
pub use write::write_vtt;
