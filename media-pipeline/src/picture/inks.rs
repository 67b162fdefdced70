//! Four inks (CMYK), as files for print have them, to sRGB: by the profile that the file carries, or by the plain rule that
//! browsers use where it has none.

use moxcms::{ColorProfile, DataColorSpace, Layout, Transform8BitExecutor, TransformOptions};
use std::sync::Arc;

pub struct Inks {
    /// Adobe's programs write 255 for no ink, others for all of it.
    is_inverted: bool,
    conversion: Option<Arc<Transform8BitExecutor>>,
}

impl Inks {
    pub fn new(icc: Option<&[u8]>, is_inverted: bool) -> Self {
        Self { is_inverted, conversion: icc.and_then(conversion) }
    }

    /// The file's own profile says what its inks look like.
    pub fn has_profile(&self) -> bool {
        self.conversion.is_some()
    }

    /// Four bytes a pixel to three. `inks` hold something else afterwards.
    pub fn apply(&self, inks: &mut [u8], rgb: &mut [u8]) {
        if self.is_inverted {
            inks.iter_mut().for_each(|ink| *ink = 255 - *ink);
        }
        if self.conversion.as_ref().is_some_and(|conversion| conversion.transform(inks, rgb).is_ok()) {
            return;
        }
        for (to, ink) in rgb.chunks_exact_mut(3).zip(inks.chunks_exact(4)) {
            let light = u32::from(255 - ink[3]);
            for (to, &ink) in to.iter_mut().zip(ink) {
                *to = ((u32::from(255 - ink) * light + 127) / 255) as u8;
            }
        }
    }
}

/// `None` for a damaged profile, and for one of other colours than four inks.
fn conversion(icc: &[u8]) -> Option<Arc<Transform8BitExecutor>> {
    let from = ColorProfile::new_from_slice(icc).ok()?;
    if from.color_space != DataColorSpace::Cmyk {
        return None;
    }
    // Four channels go by the name of the layout that has as many.
    from.create_transform_8bit(Layout::Rgba, &ColorProfile::new_srgb(), Layout::Rgb, TransformOptions::default()).ok()
}
