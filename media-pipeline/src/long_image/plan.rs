//! Which widths there are, and where a row of the picture lies in each. Pure.

/// From a phone at low density to one at three times it; twice that for pictures drawn for print.
const WIDTHS: [u32; 5] = [360, 540, 720, 1080, 2160];
/// A picture between two of these keeps its own width where the one below would lose more than this share of it.
const LOSS: f64 = 0.1;

/// Never larger than the picture, from narrow to wide, at least one.
pub fn widths(width: u32) -> Vec<u32> {
    let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|&w| w <= width).collect();
    let largest = widths.last().copied().unwrap_or(0);
    if width < 1080 && f64::from(largest) < f64::from(width) * (1.0 - LOSS) {
        widths.push(width);
    }
    widths
}

/// The whole picture at one width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    from: u32,
    pub to: u32,
}

impl Scale {
    /// Of a picture `width` × `height` at the width `target`; the scale is that of its height, rounded to whole rows.
    pub fn new(width: u32, height: u32, target: u32) -> Self {
        let exact = u64::from(height) * u64::from(target);
        let rounded = (exact + u64::from(width) / 2) / u64::from(width);
        Self { from: height, to: rounded.max(1) as u32 }
    }

    /// The row that the boundary above row `y` becomes: slices that meet in the picture meet in every width.
    pub fn row(self, y: u32) -> u32 {
        ((u64::from(y) * u64::from(self.to) + u64::from(self.from) / 2) / u64::from(self.from)) as u32
    }

    /// Where, in rows of the picture, a row of this width begins.
    pub fn back(self, row: u32) -> f64 {
        f64::from(row) * f64::from(self.from) / f64::from(self.to)
    }
}

/// How many rows beyond its own a slice needs so that it is scaled as if the whole picture had been: three lobes of
/// Lanczos at the narrowest width, and the rounding of a boundary.
pub fn halo(width: u32) -> u32 {
    let narrowest = widths(width)[0];
    4 * width.div_ceil(narrowest) + 2
}
