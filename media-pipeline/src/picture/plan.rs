//! Which renditions a picture gets. Pure.

use super::encode::Format;

/// From a phone at low density to a desktop column at twice the density.
const WIDTHS: [u32; 4] = [360, 720, 1080, 1600];
/// What a client without WebP gets, and a partner's editorial system.
const FALLBACK_WIDTH: u32 = 1080;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    pub width: u32,
    pub height: u32,
    pub format: Format,
}

/// WebP at every width below the picture's own and at the largest that it fills, then one fallback. Never larger than
/// the picture itself.
pub fn plan(width: u32, height: u32, has_alpha: bool) -> Vec<Target> {
    let target = |to: u32, format| Target { width: to, height: proportional(width, height, to), format };
    let largest = width.min(WIDTHS[WIDTHS.len() - 1]);
    let smaller = WIDTHS.into_iter().filter(|&w| w < largest);
    let fallback = if has_alpha { Format::Png } else { Format::Jpeg };
    smaller.chain([largest]).map(|w| target(w, Format::WebP)).chain([target(width.min(FALLBACK_WIDTH), fallback)]).collect()
}

fn proportional(width: u32, height: u32, to: u32) -> u32 {
    let exact = u64::from(height) * u64::from(to);
    let rounded = (exact + u64::from(width) / 2) / u64::from(width);
    rounded.max(1) as u32
}
