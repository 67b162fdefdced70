//! Colour profiles. Telephones write Display P3; a browser that gets its numbers without the profile shows dull colours.

use super::pixels::Pixels;
use moxcms::{ColorProfile, DataColorSpace, Layout, Transform8BitExecutor, TransformOptions};
use std::sync::Arc;

/// What a file says that its numbers mean.
pub enum Colour {
    /// It says nothing, or that.
    Srgb,
    Icc(Vec<u8>),
    /// ITU-T H.273, 8.1 and 8.2.
    Code {
        primaries: u16,
        transfer: u16,
    },
}

/// H.273's transfer functions of a high dynamic range: PQ and HLG.
const HIGH_RANGE: [u16; 2] = [16, 18];

impl Colour {
    /// More light than sRGB has; brought into its range it looks flat.
    pub fn is_high_range(&self) -> bool {
        matches!(self, Self::Code { transfer, .. } if HIGH_RANGE.contains(transfer))
    }

    /// Brings `pixels` to sRGB; false where that is not possible (a damaged profile, one for inks), and then nothing is
    /// changed.
    pub fn to_srgb(&self, pixels: &mut Pixels) -> bool {
        let has_alpha = pixels.has_alpha;
        let conversion = match self {
            Self::Srgb => return true,
            Self::Icc(icc) => Conversion::to_srgb(icc, has_alpha, || pixels.is_grey()),
            Self::Code { primaries, transfer } => match wide(*primaries, *transfer) {
                None => return true,
                Some(from) => Conversion::from_profile(&from, has_alpha),
            },
        };
        let Some(conversion) = conversion else { return false };
        let mut converted = vec![0; pixels.bytes.len()];
        let done = conversion.apply(&pixels.bytes, &mut converted);
        if done {
            pixels.bytes = converted;
        }
        done
    }
}

/// The profile of primaries that reach beyond those of sRGB; `None` where the numbers are sRGB's, or close to them.
fn wide(primaries: u16, transfer: u16) -> Option<ColorProfile> {
    match (primaries, transfer) {
        (9, 16) => Some(ColorProfile::new_bt2020_pq()),
        (9, 18) => Some(ColorProfile::new_bt2020_hlg()),
        (9, _) => Some(ColorProfile::new_bt2020()),
        (12, 16) => Some(ColorProfile::new_display_p3_pq()),
        (11 | 12, _) => Some(ColorProfile::new_display_p3()),
        _ => None,
    }
}

/// From one profile to sRGB, for as many pixels as there are.
pub struct Conversion(How);

enum How {
    Rgb(Arc<Transform8BitExecutor>),
    /// What each shade becomes; all three channels of a pixel hold it.
    Grey {
        shades: Box<[u8; 3 * 256]>,
        channels: usize,
    },
}

impl Conversion {
    /// `None` for a damaged profile, for one of inks, and for one of grey where the picture is not `is_grey`.
    pub fn to_srgb(icc: &[u8], has_alpha: bool, is_grey: impl FnOnce() -> bool) -> Option<Self> {
        let from = ColorProfile::new_from_slice(icc).ok()?;
        match from.color_space {
            DataColorSpace::Rgb => Self::from_profile(&from, has_alpha),
            DataColorSpace::Gray if is_grey() => Self::from_grey(&from, has_alpha),
            _ => None,
        }
    }

    fn from_profile(from: &ColorProfile, has_alpha: bool) -> Option<Self> {
        let layout = if has_alpha { Layout::Rgba } else { Layout::Rgb };
        let options = TransformOptions::default();
        from.create_transform_8bit(layout, &ColorProfile::new_srgb(), layout, options).ok().map(|done| Self(How::Rgb(done)))
    }

    fn from_grey(from: &ColorProfile, has_alpha: bool) -> Option<Self> {
        let options = TransformOptions::default();
        let done = from.create_transform_8bit(Layout::Gray, &ColorProfile::new_srgb(), Layout::Rgb, options).ok()?;
        let all: Vec<u8> = (0..=u8::MAX).collect();
        let mut shades = Box::new([0; 3 * 256]);
        done.transform(&all, &mut *shades).ok()?;
        Some(Self(How::Grey { shades, channels: if has_alpha { 4 } else { 3 } }))
    }

    /// False where the two are not of the same size.
    pub fn apply(&self, from: &[u8], to: &mut [u8]) -> bool {
        match &self.0 {
            How::Rgb(done) => done.transform(from, to).is_ok(),
            How::Grey { shades, channels } => {
                for (to, from) in to.chunks_exact_mut(*channels).zip(from.chunks_exact(*channels)) {
                    let shade = usize::from(from[0]) * 3;
                    to[..3].copy_from_slice(&shades[shade..shade + 3]);
                    to[3..].copy_from_slice(&from[3..]);
                }
                from.len() == to.len()
            }
        }
    }
}
