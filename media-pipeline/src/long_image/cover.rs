//! The beginning of the picture, four wide and three high, for lists and for sharing.

use super::render;
use crate::picture::{Folder, Pixels, Rendition, scale_rows, thumbhash};
use anyhow::Result;

const WIDTH: u32 = 720;

pub struct Cover {
    pub renditions: Vec<Rendition>,
    pub thumbhash: String,
}

/// `pixels` are the first rows of the picture.
pub fn make(pixels: &Pixels, label: Option<&str>, folder: &Folder) -> Result<Cover> {
    let rows = (pixels.width * 3 / 4).clamp(1, pixels.height);
    let width = WIDTH.min(pixels.width);
    let height = (u64::from(rows) * u64::from(width) / u64::from(pixels.width)).max(1) as u32;
    let scaled = scale_rows(pixels, 0.0, f64::from(rows), width, height)?;
    Ok(Cover { renditions: render::renditions(&scaled, scaled.average(), label, folder)?, thumbhash: thumbhash(&scaled)? })
}
