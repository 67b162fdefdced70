//! Captions: what goes in, what comes out, and what is said to the editor.

mod checking;
mod encodings;
mod joining;
mod properties;
mod reading;
mod tracks;
