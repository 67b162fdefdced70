//! The levels of a picture, each half as wide and high as the one before, cut into tiles while its rows arrive. Of each
//! level no more is held than a row of tiles.

use crate::picture::Pixels;
use anyhow::Result;
use domain::{Levels, Tile};

pub struct Pyramid {
    levels: Levels,
    all: Vec<Level>,
}

struct Level {
    width: u32,
    height: u32,
    factor: u32,
    /// Rows that have arrived, whole.
    seen: u32,
    /// Those of the row of tiles that is being filled.
    strip: Vec<u8>,
    /// One that waits for the one below it.
    upper: Vec<u8>,
}

impl Pyramid {
    pub fn new(width: u32, height: u32) -> Self {
        let levels = Levels { width, height };
        let level = |factor: u32| {
            let (width, height) = (width.div_ceil(factor), height.div_ceil(factor));
            Level { width, height, factor, seen: 0, strip: Vec::new(), upper: Vec::new() }
        };
        Self { levels, all: levels.factors().into_iter().map(level).collect() }
    }

    /// Takes the next row of the picture; `put` gets each tile that it fills.
    pub fn row(&mut self, row: &[u8], mut put: impl FnMut((Tile, Pixels)) -> Result<()>) -> Result<()> {
        self.add(0, row, &mut put)
    }

    fn add(&mut self, i: usize, row: &[u8], put: &mut impl FnMut((Tile, Pixels)) -> Result<()>) -> Result<()> {
        let tile_height = self.levels.tile_height();
        let has_next = i + 1 < self.all.len();
        let Some(level) = self.all.get_mut(i) else { return Ok(()) };
        level.strip.extend_from_slice(row);
        level.seen += 1;
        let is_last = level.seen == level.height;
        if level.seen % tile_height == 0 || is_last {
            let strip = std::mem::take(&mut level.strip);
            Self::cut(self.levels, level, &strip, put)?;
        }
        if !has_next {
            return Ok(());
        }
        // An odd last row stands for the one that is missing.
        let level = &mut self.all[i];
        if level.upper.is_empty() && !is_last {
            level.upper.extend_from_slice(row);
            return Ok(());
        }
        let upper = if level.upper.is_empty() { row.to_vec() } else { std::mem::take(&mut level.upper) };
        let half = halved(&upper, row, level.width as usize);
        self.add(i + 1, &half, put)
    }

    fn cut(levels: Levels, level: &Level, strip: &[u8], put: &mut impl FnMut((Tile, Pixels)) -> Result<()>) -> Result<()> {
        let stride = level.width as usize * 3;
        let rows = (strip.len() / stride) as u32;
        let row = Pixels { width: level.width, height: rows, has_alpha: false, bytes: strip.to_vec() };
        let (wide, top) = (levels.tile_width(), level.seen - rows);
        for left in (0..level.width).step_by(wide as usize) {
            let width = wide.min(level.width - left);
            let pixels = row.part(left, 0, width, rows);
            put((levels.tile(level.factor, left, top), pixels))?;
        }
        Ok(())
    }

    /// After the last row.
    ///
    /// # Errors
    /// Rows were missing, which is a fault of whoever gave them.
    pub fn end(self) -> Result<()> {
        let is_done = self.all.iter().all(|level| level.seen == level.height);
        anyhow::ensure!(is_done, "rows of the picture are missing in its levels");
        Ok(())
    }
}

/// Two rows to one of half their width: the mean of four pixels; an odd last column stands for the one that is missing.
fn halved(upper: &[u8], lower: &[u8], width: usize) -> Vec<u8> {
    let mut half = Vec::with_capacity(width.div_ceil(2) * 3);
    for x in (0..width).step_by(2) {
        let right = if x + 1 < width { 3 } else { 0 };
        for c in x * 3..x * 3 + 3 {
            let sum = [upper[c], upper[c + right], lower[c], lower[c + right]].map(u32::from).iter().sum::<u32>();
            half.push(((sum + 2) / 4) as u8);
        }
    }
    half
}
