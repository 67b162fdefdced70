//! From rows to slices, holding no more rows than one slice and what its scaling needs around it.

use super::{
    Refusal,
    activity::activity,
    cut::{Bounds, choose},
    joined::Joined,
    plan,
};
use crate::picture::Pixels;
use anyhow::Result;

/// A slice, and the rows around it that its scaling looks at.
pub struct Slice {
    pub index: usize,
    /// Its first row and the one behind its last, in rows of the whole picture.
    pub top: u32,
    pub bottom: u32,
    /// Which row of the whole picture `pixels` begin with.
    pub first: u32,
    pub pixels: Pixels,
}

pub struct Slicer {
    source: Joined,
    bounds: Bounds,
    halo: u32,
    /// Rows from `first` on, as far as they have been read.
    window: Vec<u8>,
    first: u32,
    read: u32,
    top: u32,
    count: usize,
}

impl Slicer {
    pub fn new(source: Joined) -> Self {
        let (bounds, halo) = (Bounds::of(source.width), plan::halo(source.width));
        Self { source, bounds, halo, window: Vec::new(), first: 0, read: 0, top: 0, count: 0 }
    }

    pub fn width(&self) -> u32 {
        self.source.width
    }

    pub fn height(&self) -> u32 {
        self.source.height
    }

    pub fn into_source(self) -> Joined {
        self.source
    }

    fn stride(&self) -> usize {
        self.source.width as usize * 3
    }

    /// The next slice; `None` behind the last one.
    pub fn next(&mut self) -> Result<Result<Option<Slice>, Refusal>> {
        let left = self.source.height - self.top;
        if left == 0 {
            return Ok(self.source.finish().map(|()| None));
        }
        let is_last = self.bounds.is_last(left);
        let wanted = if is_last { left } else { self.bounds.most + self.halo };
        if let Err(refusal) = self.read_to((self.top + wanted).min(self.source.height))? {
            return Ok(Err(refusal));
        }
        let bottom = if is_last { self.source.height } else { self.top + self.cut() };
        let end = (bottom + self.halo).min(self.read);
        let first = bottom.saturating_sub(self.halo).max(self.first);
        // The rows go with the slice; copied is only what the next one begins with, which is less.
        let stride = self.stride();
        let next = self.window[(first - self.first) as usize * stride..].to_vec();
        let mut bytes = std::mem::replace(&mut self.window, next);
        bytes.truncate((end - self.first) as usize * stride);
        let pixels = Pixels { width: self.source.width, height: end - self.first, has_alpha: false, bytes };
        let slice = Slice { index: self.count, top: self.top, bottom, first: self.first, pixels };
        self.count += 1;
        (self.top, self.first) = (bottom, first);
        Ok(Ok(Some(slice)))
    }

    fn read_to(&mut self, row: u32) -> Result<Result<(), Refusal>> {
        let stride = self.stride();
        // At once, because a vector that grows by itself takes twice what it needs.
        self.window.reserve_exact(row.saturating_sub(self.read) as usize * stride);
        while self.read < row {
            let at = self.window.len();
            self.window.resize(at + stride, 0);
            if let Err(refusal) = self.source.read(&mut self.window[at..])? {
                return Ok(Err(refusal));
            }
            self.read += 1;
        }
        Ok(Ok(()))
    }

    /// How many rows the slice at `top` gets.
    fn cut(&self) -> u32 {
        let stride = self.stride();
        let from = (self.top - self.first + self.bounds.least) as usize;
        let to = (self.top - self.first + self.bounds.most) as usize;
        let rows = self.window[from * stride..to * stride].chunks_exact(stride);
        choose(&rows.map(activity).collect::<Vec<_>>(), self.bounds)
    }
}
