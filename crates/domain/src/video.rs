//! What a short video is made of besides its words: the original, its captions, its poster, its chapters.

use crate::{Digest, Language};
use serde::{Deserialize, Serialize};

/// The video of a work of kind [`crate::WorkKind::ShortVideo`], as an editor left it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Video {
    /// SHA-256 of the uploaded original.
    pub original: Digest,
    /// At most one track for a language; the first one is the work's own language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub captions: Vec<CaptionTrack>,
    /// The editor's written statement that nothing is said in it, in place of captions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_speech: Option<String>,
    /// `None`: the frame that the pipeline chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poster: Option<Poster>,
    /// By time, each begins after the one before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chapters: Vec<Chapter>,
}

/// Captions in one language, by time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaptionTrack {
    pub language: Language,
    pub cues: Vec<Cue>,
}

/// Words shown from `start` to `end`, in milliseconds from the beginning of the picture; lines are parted by `\n`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    pub start: u32,
    pub end: u32,
    pub text: String,
}

/// What stands in the player before it plays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Poster {
    /// The frame at so many milliseconds.
    At(u32),
    /// An uploaded picture, by the digest of its bytes.
    Picture(Digest),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chapter {
    /// Milliseconds.
    pub start: u32,
    pub title: String,
}
