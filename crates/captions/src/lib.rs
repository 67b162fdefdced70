//! Captions of short videos: read SRT, WebVTT and ASS/SSA in any encoding met in China, write WebVTT, check them.
//!
//! Absent from here: I/O, HTTP, and anything about works; a cue is `domain::Cue`.
