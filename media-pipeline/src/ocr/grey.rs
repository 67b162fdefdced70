//! A strip of a picture as the engine reads best: grey, dark on light, its contrast stretched. Pure.

use crate::picture::Pixels;
use anyhow::{Context, Result};
use fast_image_resize::{
    PixelType, Resizer,
    images::{Image, ImageRef},
};

/// One byte a pixel.
pub struct Band {
    pub width: u32,
    pub height: u32,
    /// Its first row, in rows of the strip.
    pub top: u32,
    pub bytes: Vec<u8>,
}

impl Band {
    /// The same, larger or smaller; never below one pixel.
    ///
    /// # Errors
    /// The scaler's own, which no size of ours causes.
    pub fn scaled(&self, factor: f64) -> Result<Self> {
        let side = |pixels: u32| (f64::from(pixels) * factor).round().max(1.0) as u32;
        let (width, height) = (side(self.width), side(self.height));
        let from = ImageRef::new(self.width, self.height, &self.bytes, PixelType::U8).context("a strip to scale")?;
        let mut to = Image::new(width, height, PixelType::U8);
        Resizer::new().resize(&from, &mut to, None).context("a strip to scale")?;
        Ok(Self { width, height, top: self.top, bytes: to.into_vec() })
    }
}

/// Rows that are light or dark for so long make a band; less is a line of print.
const SHORTEST: usize = 40;
/// A row is dark where its median is below this.
const DARK: u8 = 128;

/// The rows `from..to` of `pixels`, parted where the ground turns from light to dark, the dark parts inverted.
pub fn bands(pixels: &Pixels, from: u32, to: u32) -> Vec<Band> {
    let width = pixels.width as usize;
    let rows: Vec<Vec<u8>> = (from..to)
        .map(|y| {
            let row = &pixels.bytes[y as usize * width * 3..(y as usize + 1) * width * 3];
            row.chunks_exact(3).map(luminance).collect()
        })
        .collect();
    let dark: Vec<bool> = rows.iter().map(|row| median(row) < DARK).collect();
    runs(&dark)
        .into_iter()
        .map(|(start, end, dark)| {
            let mut bytes: Vec<u8> = rows[start..end].concat();
            if dark {
                bytes.iter_mut().for_each(|byte| *byte = 255 - *byte);
            }
            Band { width: pixels.width, height: (end - start) as u32, top: from + start as u32, bytes }
        })
        .collect()
}

/// ITU-R BT.601, as the engine's own conversion has it.
fn luminance(pixel: &[u8]) -> u8 {
    let [r, g, b] = [pixel[0], pixel[1], pixel[2]].map(u32::from);
    ((299 * r + 587 * g + 114 * b) / 1000) as u8
}

fn median(row: &[u8]) -> u8 {
    let mut counts = [0u32; 256];
    row.iter().for_each(|&v| counts[usize::from(v)] += 1);
    let mut seen = 0;
    for (value, count) in counts.iter().enumerate() {
        seen += count;
        if seen as usize * 2 >= row.len() {
            return value as u8;
        }
    }
    255
}

/// `(start, end, dark)`; runs shorter than [`SHORTEST`] belong to the one before them.
fn runs(dark: &[bool]) -> Vec<(usize, usize, bool)> {
    let mut runs: Vec<(usize, usize, bool)> = Vec::new();
    let mut start = 0;
    while start < dark.len() {
        let length = dark[start..].iter().take_while(|d| **d == dark[start]).count();
        match runs.last_mut() {
            Some(last) if length < SHORTEST || last.2 == dark[start] => last.1 = start + length,
            _ => runs.push((start, start + length, dark[start])),
        }
        start += length;
    }
    runs
}
