//! What a long image (长图) is made of besides its description: the pictures it was joined from, and its words.

use crate::Digest;
use serde::{Deserialize, Serialize};

/// The picture of a work of kind [`crate::WorkKind::LongImage`], as an editor left it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LongImage {
    /// SHA-256 of the list of its parts: the bytes of [`PartList::bytes`].
    pub original: Digest,
    /// SHA-256 of each, from top to bottom.
    pub parts: Vec<Digest>,
    /// The words in the picture, from top to bottom: its text version, its alternative text, and what search finds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub panels: Vec<Panel>,
    /// Somebody held the words against the picture and answers for them. Nothing is published without it.
    #[serde(default)]
    pub checked: bool,
}

/// What is written in a part of the picture. Lines are parted by `\n`, paragraphs by an empty line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Panel {
    /// In rows of the whole picture, counted from its upper edge.
    pub top: u32,
    /// The first row below it.
    pub bottom: u32,
    pub text: String,
}

/// The pictures that stand one below the other in a long image. Its bytes are an original of their own, so that the same
/// parts in the same order are the same long image.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartList {
    /// SHA-256 of each, from top to bottom.
    pub parts: Vec<Digest>,
}

impl PartList {
    /// A long image is made of so many at most.
    pub const MOST: usize = 20;

    /// The one way to write it down.
    pub fn bytes(&self) -> Vec<u8> {
        let parts: Vec<_> = self.parts.iter().map(Digest::as_str).collect();
        format!("liangyi long image\n{}\n", parts.join("\n")).into_bytes()
    }

    /// `None` for bytes that no [`PartList::bytes`] wrote.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut lines = std::str::from_utf8(bytes).ok()?.strip_suffix('\n')?.split('\n');
        if lines.next()? != "liangyi long image" {
            return None;
        }
        let parts = lines.map(|line| line.parse().ok()).collect::<Option<Vec<_>>>()?;
        (1..=Self::MOST).contains(&parts.len()).then_some(Self { parts })
    }
}

/// What `media-pipeline image` made, as far as the pages need it: `manifest.json` of an asset.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Sliced {
    /// Of all parts together, in pixels, upright.
    pub width: u32,
    pub height: u32,
    /// `#a1b2c3`
    pub average_colour: String,
    /// For lists and for sharing: WebP, then JPEG.
    pub cover: Vec<SlicedFile>,
    /// From top to bottom, without gaps.
    pub slices: Vec<Slice>,
    /// The label of AI content (GB 45438-2025) that a part came with, which every file carries.
    #[serde(default)]
    pub aigc: Option<serde_json::Value>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Slice {
    /// In rows of the whole picture.
    pub top: u32,
    pub height: u32,
    /// From narrow to wide; WebP and then JPEG of each.
    pub renditions: Vec<SlicedFile>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct SlicedFile {
    pub file: String,
    pub media_type: String,
    pub width: u32,
    pub height: u32,
    pub bytes: i64,
    pub sha256: Digest,
}

/// The levels of a picture for a viewer that goes into depth, each half of the one before, cut into tiles: a rule that the
/// program that makes them and the door that gives them out share (IIIF Image API 3.0, level 0).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Levels {
    /// Of the whole, in pixels.
    pub width: u32,
    pub height: u32,
}

/// A tile's place: a part of the whole, and how many pixels it is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tile {
    /// In pixels of the whole.
    pub left: u32,
    pub top: u32,
    pub width: u32,
    pub height: u32,
    /// Of the tile.
    pub size: (u32, u32),
}

impl Levels {
    const TILE: u32 = 1024;
    /// Up to here a picture is one tile wide.
    const ONE_TILE: u32 = 2048;

    pub fn tile_width(self) -> u32 {
        if self.width <= Self::ONE_TILE { self.width } else { Self::TILE }
    }

    pub fn tile_height(self) -> u32 {
        Self::TILE
    }

    /// By how much each level is smaller than the whole: 1, 2, 4, …, up to the one that is one tile.
    pub fn factors(self) -> Vec<u32> {
        let mut factors = vec![1];
        while let Some(&last) = factors.last()
            && (self.width.div_ceil(last) > self.tile_width() || self.height.div_ceil(last) > self.tile_height())
        {
            factors.push(last * 2);
        }
        factors
    }

    /// The tile of the level `factor` whose first pixel is `left`, `top` of that level.
    pub fn tile(self, factor: u32, left: u32, top: u32) -> Tile {
        let (left, top) = (left * factor, top * factor);
        let width = (self.tile_width().saturating_mul(factor)).min(self.width - left);
        let height = (self.tile_height().saturating_mul(factor)).min(self.height - top);
        Tile { left, top, width, height, size: (width.div_ceil(factor), height.div_ceil(factor)) }
    }
}

impl Tile {
    /// Region, size, rotation, quality and format, as they stand in an address (IIIF Image API 3.0, 4.7: the canonical form).
    pub fn path(self) -> String {
        let Self { left, top, width, height, size } = self;
        format!("{left},{top},{width},{height}/{},{}/0/default.jpg", size.0, size.1)
    }

    /// As a part of a file's name.
    pub fn name(self) -> String {
        let Self { left, top, width, height, size } = self;
        format!("{left}-{top}-{width}-{height}-{}", size.0)
    }
}
