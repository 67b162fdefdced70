//! `manifest.json`: what an article became. The worker reads it; its form changes only with [`VERSION`].

use crate::picture::Rendition;
use domain::{Digest, Panel};
use serde::Serialize;

pub const VERSION: u32 = 1;

#[derive(Serialize)]
pub struct Manifest {
    pub version: u32,
    pub long_image: LongImage,
    pub print: Print,
    /// 1200 × 630
    pub card: Rendition,
    /// Of the typesetter, in English; no reason to refuse anything.
    pub warnings: Vec<String>,
}

#[derive(Serialize)]
pub struct LongImage {
    #[serde(flatten)]
    pub picture: Rendition,
    /// The words in it, from top to bottom: nobody has to read them out of the picture.
    pub panels: Vec<Panel>,
}

#[derive(Serialize)]
pub struct Print {
    pub file: String,
    pub media_type: &'static str,
    pub pages: usize,
    /// `PDF/UA-1`, or nothing where the text does not allow it; a warning says why.
    pub standard: Option<&'static str>,
    pub bytes: u64,
    pub sha256: Digest,
}
