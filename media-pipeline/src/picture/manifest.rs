//! `manifest.json`: what came in, what was made of it. The worker reads it; its form changes only with [`VERSION`].

use super::warning::Warning;
use domain::Digest;
use serde::Serialize;
use serde_json::Value;

pub const VERSION: u32 = 1;

#[derive(Serialize)]
pub struct Manifest {
    pub version: u32,
    pub input: Probe,
    /// `#a1b2c3`.
    pub average_colour: String,
    /// WebP from narrow to wide, then the fallback.
    pub renditions: Vec<Rendition>,
    pub warnings: Vec<Warning>,
}

/// The input as it was understood.
#[derive(Serialize)]
pub struct Probe {
    /// `png`, `jpeg`, `webp`, `gif`, `tiff`, `heic` or `avif`.
    pub format: &'static str,
    /// In pixels, upright.
    pub width: u32,
    /// In pixels, upright.
    pub height: u32,
    /// Exif's number as found, 1 to 8.
    pub orientation: u8,
    /// True where at least one pixel lets the page through.
    pub alpha: bool,
    pub bytes: u64,
    pub sha256: Digest,
    /// The label of AI content that it came with, which every rendition carries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aigc: Option<Value>,
}

#[derive(Serialize)]
pub struct Rendition {
    /// A name in the same folder: width, 32 digits of the hash, extension. Fit to be a storage key's last segment.
    pub file: String,
    pub media_type: &'static str,
    pub width: u32,
    pub height: u32,
    pub bytes: u64,
    pub sha256: Digest,
}
