//! What an H5 work is made of besides its description and its text.

use crate::Digest;
use serde::{Deserialize, Serialize};

/// The page of a work of kind [`crate::WorkKind::H5`], as an editor left it. The work's body says the same in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct H5Page {
    /// SHA-256 of the uploaded zip.
    pub original: Digest,
    /// How high it stands in the work's page, in CSS pixels.
    #[serde(default = "H5Page::usual_height")]
    pub height: u32,
}

impl H5Page {
    pub const LOWEST: u32 = 240;
    pub const HIGHEST: u32 = 2000;

    pub fn usual_height() -> u32 {
        640
    }

    /// The height, inside what is allowed.
    pub fn fitting_height(&self) -> u32 {
        self.height.clamp(Self::LOWEST, Self::HIGHEST)
    }
}
