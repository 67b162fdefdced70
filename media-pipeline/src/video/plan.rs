//! Which sizes a film gets: the ladder. Pure.

use crate::libav::{Rational, Rotation};

/// Short sides of the ladder, in pixels.
const RUNGS: [u32; 4] = [1080, 720, 480, 360];
/// A rung nearer than this to the one above would never be told apart from it.
const DISTINCT: f64 = 0.8;
/// H.264 level 5.2 ends here (ITU-T H.264, table A-1).
const LONGEST_SIDE: f64 = 4096.0;

/// A size at which the film is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rung {
    pub width: u32,
    pub height: u32,
    /// Bits per second that it never passes for long.
    pub max_rate: u32,
}

impl Rung {
    fn new((width, height): (u32, u32)) -> Self {
        // 5 Mbit/s at 1080p; smaller pictures need more bits for each pixel.
        let share = f64::from(width) * f64::from(height) / (1920.0 * 1080.0);
        let max_rate = (5_000_000.0 * share.powf(0.75)).clamp(300_000.0, 12_000_000.0) as u32;
        Self { width, height, max_rate }
    }

    pub fn short_side(&self) -> u32 {
        self.width.min(self.height)
    }

    /// `720`: what files and progress call it.
    pub fn name(&self) -> String {
        self.short_side().to_string()
    }
}

/// The size at which a film is seen: pixels made square by stretching, then turned.
pub fn display_size((width, height): (u32, u32), aspect: (i32, i32), rotation: Rotation) -> (u32, u32) {
    let ratio = Rational::new(aspect.0, aspect.1).value();
    // What no camera writes is a fault of the header.
    let ratio = if (0.1..=10.0).contains(&ratio) { ratio } else { 1.0 };
    let (w, h) = (f64::from(width), f64::from(height));
    let (w, h) = if ratio >= 1.0 { (w * ratio, h) } else { (w, h / ratio) };
    let (w, h) = (w.round().max(1.0) as u32, h.round().max(1.0) as u32);
    if rotation.swaps_sides() { (h, w) } else { (w, h) }
}

/// From large to small, at least one; never larger than the film, except that a side is even, nor than `largest` on the short side.
pub fn ladder((width, height): (u32, u32), largest: u32) -> Vec<Rung> {
    let short = width.min(height).min(RUNGS[0]).min(largest);
    let mut rungs = vec![Rung::new(scaled((width, height), short))];
    for rung in RUNGS {
        let above = rungs[rungs.len() - 1].short_side();
        if f64::from(rung) <= f64::from(above) * DISTINCT {
            rungs.push(Rung::new(scaled((width, height), rung)));
        }
    }
    rungs
}

/// The rung that something is shown with before the ladder is there.
pub fn preview((width, height): (u32, u32)) -> Rung {
    let smallest = RUNGS[RUNGS.len() - 1];
    Rung::new(scaled((width, height), width.min(height).min(smallest)))
}

/// The size with `short` as its shorter side, both even.
fn scaled((width, height): (u32, u32), short: u32) -> (u32, u32) {
    let factor = f64::from(short) / f64::from(width.min(height));
    let factor = factor.min(LONGEST_SIDE / f64::from(width.max(height)));
    // 4:2:0 has no odd sides. A film that keeps its size loses a row rather than gaining one.
    let side = |pixels: u32| {
        let half = f64::from(pixels) * factor / 2.0;
        let half = if factor < 1.0 { half.round() } else { half.floor() };
        (half as u32 * 2).max(2)
    };
    (side(width), side(height))
}
