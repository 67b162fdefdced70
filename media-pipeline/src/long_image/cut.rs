//! Where to cut: in the longest calm stretch of the last part of a window, so that no line of text is cut through. Pure.

/// Slices of a picture of usual width: rows at least, rows at most. The last one may have fewer, or more than the most
/// by half of the least, rather than leaving a crumb.
const LEAST: u32 = 960;
const MOST: u32 = 1536;
const USUAL_WIDTH: u32 = 1080;
const TALLEST: u32 = 4096;

/// The bounds of a slice's height in rows of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    pub least: u32,
    pub most: u32,
}

impl Bounds {
    /// A wide picture is shown smaller, so its slices are taller.
    pub fn of(width: u32) -> Self {
        let most =
            (u64::from(MOST) * u64::from(width) / u64::from(USUAL_WIDTH)).clamp(u64::from(MOST), u64::from(TALLEST)) as u32;
        Self { least: most / 8 * 5, most }
    }

    /// What is left is one slice.
    pub fn is_last(self, left: u32) -> bool {
        left <= self.most + self.least / 2
    }
}

const _: () = assert!(MOST / 8 * 5 == LEAST);

/// How many rows of a window belong to its slice. `activity` is that of the rows that a cut may come before, the first of
/// them being row `bounds.least` of the window.
pub fn choose(activity: &[u32], bounds: Bounds) -> u32 {
    let calmest = activity.iter().copied().min().unwrap_or(0);
    // A card's two edges run through all of its blank rows; the grain of a JPEG is a little more here and less there.
    let calm = calmest + calmest / 8 + 96;
    let (mut best, mut run) = (0..0, 0..0);
    for (i, &a) in activity.iter().enumerate() {
        run = if a <= calm { run.start..i + 1 } else { i + 1..i + 1 };
        if run.len() > best.len() {
            best = run.clone();
        }
    }
    bounds.least + (best.start + best.len() / 2) as u32
}
