//! How much happens in a row of pixels. Pure.

/// Differences up to this are the grain of a photograph or of its coding.
const GRAIN: u8 = 12;

/// The sum of what neighbours differ by, over all channels, of a row of RGB.
pub fn activity(row: &[u8]) -> u32 {
    row.iter().zip(row.get(3..).unwrap_or_default()).map(|(a, b)| u32::from(a.abs_diff(*b).saturating_sub(GRAIN))).sum()
}
