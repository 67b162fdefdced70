//! Colour profiles. Telephones write Display P3; a browser that gets its numbers without the profile shows dull colours.

use super::pixels::Pixels;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Converts `pixels` from the ICC profile `icc` to sRGB; false where that is not possible (a damaged profile, one for
/// CMYK or grey), and then nothing is changed.
pub fn to_srgb(pixels: &mut Pixels, icc: &[u8]) -> bool {
    let Ok(from) = ColorProfile::new_from_slice(icc) else { return false };
    if from.color_space != DataColorSpace::Rgb {
        return false;
    }
    let layout = if pixels.has_alpha { Layout::Rgba } else { Layout::Rgb };
    let Ok(transform) = from.create_transform_8bit(layout, &ColorProfile::new_srgb(), layout, TransformOptions::default()) else {
        return false;
    };
    let mut converted = vec![0; pixels.bytes.len()];
    let done = transform.transform(&pixels.bytes, &mut converted).is_ok();
    if done {
        pixels.bytes = converted;
    }
    done
}
