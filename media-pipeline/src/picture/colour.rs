//! Colour profiles. Telephones write Display P3; a browser that gets its numbers without the profile shows dull colours.

use super::pixels::Pixels;
use moxcms::{ColorProfile, DataColorSpace, Layout, Transform8BitExecutor, TransformOptions};
use std::sync::Arc;

/// Converts `pixels` from the ICC profile `icc` to sRGB; false where that is not possible (a damaged profile, one for
/// CMYK or grey), and then nothing is changed.
pub fn to_srgb(pixels: &mut Pixels, icc: &[u8]) -> bool {
    let Some(conversion) = Conversion::to_srgb(icc, pixels.has_alpha) else { return false };
    let mut converted = vec![0; pixels.bytes.len()];
    let done = conversion.apply(&pixels.bytes, &mut converted);
    if done {
        pixels.bytes = converted;
    }
    done
}

/// From one profile to sRGB, for as many pixels as there are.
pub struct Conversion(Arc<Transform8BitExecutor>);

impl Conversion {
    /// `None` for a damaged profile, and for one of CMYK or grey.
    pub fn to_srgb(icc: &[u8], has_alpha: bool) -> Option<Self> {
        let from = ColorProfile::new_from_slice(icc).ok()?;
        if from.color_space != DataColorSpace::Rgb {
            return None;
        }
        let layout = if has_alpha { Layout::Rgba } else { Layout::Rgb };
        from.create_transform_8bit(layout, &ColorProfile::new_srgb(), layout, TransformOptions::default()).ok().map(Self)
    }

    /// False where the two are not of the same size.
    pub fn apply(&self, from: &[u8], to: &mut [u8]) -> bool {
        self.0.transform(from, to).is_ok()
    }
}
