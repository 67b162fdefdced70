//! A narrow, safe layer over libav: what this program needs of it and no more.
//!
//! All raw pointers of the video path stay in this folder; a value here owns what it points to and frees it once.
//! ffmpeg-next brings the bindings; its own wrappers copy frames deeply, hide I/O errors in `packets()`, drop misspelt
//! options in silence and lose the last picture of a filter, so they are not used.
#![allow(unsafe_code)]

mod decoder;
mod encoder;
mod error;
mod frame;
mod graph;
mod input;
mod muxer;
mod options;
mod packet;
mod scaler;
pub mod still;
mod stream;

pub use decoder::Decoder;
pub use encoder::{Encoder, SoundSettings, VideoSettings};
pub use error::AvError;
pub use frame::Frame;
pub use graph::{Graph, SoundIn};
pub use input::Input;
pub use muxer::Muxer;
pub use packet::Packet;
pub use scaler::Scaler;
pub use stream::{Rational, Rotation, Stream, StreamKind};

use ffmpeg_next::ffi;

/// No timestamp.
pub const NO_TIME: i64 = ffi::AV_NOPTS_VALUE;

/// Keeps the chatter of libav and SVT-AV1 out of standard error: what matters of it comes back as an error. To be called
/// before there is a second thread.
pub fn quiet() {
    // SAFETY: sets one global integer, and the environment while nobody else reads it.
    unsafe {
        ffi::av_log_set_level(ffi::AV_LOG_QUIET);
        std::env::set_var("SVT_LOG", "0");
    }
}

/// `value` in units of `from` as units of `to`, to the nearest.
pub fn rescale(value: i64, from: Rational, to: Rational) -> i64 {
    // SAFETY: pure arithmetic.
    unsafe { ffi::av_rescale_q_rnd(value, from.into(), to.into(), ffi::AVRounding::AV_ROUND_NEAR_INF) }
}
