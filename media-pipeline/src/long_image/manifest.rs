//! `manifest.json`: what came in, what was made of it. The worker reads it; its form changes only with [`VERSION`].

use crate::picture::{Rendition, Warning};
use domain::Digest;
use serde::Serialize;
use serde_json::Value;

pub const VERSION: u32 = 1;

#[derive(Serialize)]
pub struct Manifest {
    pub version: u32,
    /// Of all parts together, in pixels, upright.
    pub width: u32,
    pub height: u32,
    /// `#a1b2c3`.
    pub average_colour: String,
    /// The cover in some twenty bytes, as base64.
    pub thumbhash: String,
    /// The beginning of the picture for lists and for sharing: WebP, then JPEG.
    pub cover: Vec<Rendition>,
    /// From top to bottom, without gaps.
    pub slices: Vec<Slice>,
    pub parts: Vec<Part>,
    pub warnings: Vec<Warning>,
    /// The label of AI content that a part came with, which every file carries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aigc: Option<Value>,
}

#[derive(Serialize)]
pub struct Slice {
    /// In rows of the whole picture.
    pub top: u32,
    pub height: u32,
    pub average_colour: String,
    /// From narrow to wide; WebP and then JPEG of each.
    pub renditions: Vec<Rendition>,
}

/// A file as it was understood.
#[derive(Clone, Serialize)]
pub struct Part {
    /// `png`, `jpeg`, `webp`, `gif`, `tiff`, `heic` or `avif`.
    pub format: &'static str,
    /// In pixels, upright.
    pub width: u32,
    pub height: u32,
    /// Exif's number as found, 1 to 8.
    pub orientation: u8,
    pub bytes: u64,
    pub sha256: Digest,
}

/// What is made beside the slices; see [`super::copies`].
#[derive(Serialize)]
pub struct Copies {
    pub version: u32,
    /// Of all parts together, in pixels, upright.
    pub width: u32,
    pub height: u32,
    pub renditions: Vec<Copied>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aigc: Option<Value>,
}

#[derive(Serialize)]
pub struct Copied {
    /// `whole`, `credited` or `tile`.
    pub role: &'static str,
    pub file: String,
    pub media_type: &'static str,
    pub width: u32,
    pub height: u32,
    pub bytes: u64,
    pub sha256: Digest,
    /// Of a tile: its place behind the address of the picture (IIIF Image API 3.0, 4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}
