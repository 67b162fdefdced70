//! The visible mark of AI content, burnt into the beginning (GB 45438-2025: at least 2 s, letters of at least 5 % of the
//! short side), and the label inside the file.

use super::clock::TICKS_PER_SECOND;
use crate::{
    libav::Frame,
    picture::{LONGEST_LABEL, Pixels},
};
use anyhow::{Context, Result};
use clap::ValueEnum;
use image::imageops::{FilterType, resize};
use serde_json::json;

/// What the editor declares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Declared {
    #[default]
    None,
    Assisted,
    Generated,
}

/// How long the mark is seen, in ticks; the last of them fade out.
const SEEN: i64 = 3 * TICKS_PER_SECOND;
/// Of the short side.
const HEIGHT: f64 = 0.06;
const MARGIN: f64 = 0.035;

/// White letters on black, drawn from Noto Sans CJK SC.
const GENERATED: &[u8] = include_bytes!("../../resources/mark-generated.png");
const ASSISTED: &[u8] = include_bytes!("../../resources/mark-assisted.png");

pub struct Mark {
    letters: Pixels,
    margin: usize,
}

impl Mark {
    /// `None` where nothing is declared; for pictures of the given size.
    pub fn new(declared: Declared, (width, height): (u32, u32)) -> Result<Option<Self>> {
        let png = match declared {
            Declared::None => return Ok(None),
            Declared::Assisted => ASSISTED,
            Declared::Generated => GENERATED,
        };
        let drawn = image::load_from_memory(png).context("the mark cannot be read")?.into_luma8();
        let short = f64::from(width.min(height));
        let (mut h, margin) = (short * HEIGHT, short * MARGIN);
        let ratio = f64::from(drawn.width()) / f64::from(drawn.height());
        // A film narrower than the mark gets a smaller one.
        h = h.min((f64::from(width) - 2.0 * margin).max(2.0) / ratio);
        let size = ((h * ratio).round().max(1.0) as u32, h.round().max(1.0) as u32);
        let scaled = resize(&drawn, size.0, size.1, FilterType::Triangle);
        let letters = Pixels { width: size.0, height: size.1, has_alpha: false, bytes: scaled.into_raw() };
        Ok(Some(Self { letters, margin: margin as usize }))
    }

    /// Draws the mark where the picture belongs to the beginning.
    pub fn draw(&self, frame: &mut Frame) -> Result<()> {
        if frame.pts() >= SEEN {
            return Ok(());
        }
        frame.make_writable()?;
        let (width, height) = (frame.width() as usize, frame.height() as usize);
        let (w, h, pad) = (self.letters.width as usize, self.letters.height as usize, self.letters.height as usize / 3);
        let (left, top) = (self.margin.saturating_sub(pad / 2), self.margin.saturating_sub(pad / 2));
        let (right, bottom) = ((left + w + 2 * pad).min(width), (top + h + 2 * pad).min(height));
        for y in top..bottom {
            let row = frame.row_mut(0, y, width);
            for (x, value) in row.iter_mut().enumerate().take(right).skip(left) {
                let inside = x.checked_sub(left + pad).zip(y.checked_sub(top + pad)).filter(|(x, y)| *x < w && *y < h);
                let ink = inside.map_or(0, |(x, y)| u32::from(self.letters.bytes[y * w + x]));
                // A dark ground of three fifths, so that white letters are read on white too.
                let ground = (u32::from(*value) * 2 + 16 * 3) / 5;
                *value = ((ground * (255 - ink) + 235 * ink) / 255) as u8;
            }
        }
        for plane in [1, 2] {
            for y in top / 2..(bottom / 2).min(height / 2) {
                let row = frame.row_mut(plane, y, width / 2);
                for value in &mut row[left / 2..(right / 2).min(width / 2)] {
                    *value = ((u32::from(*value) * 2 + 128 * 3) / 5) as u8;
                }
            }
        }
        Ok(())
    }
}

/// A longer value than any label is left out.
pub const LONGEST: usize = LONGEST_LABEL;

/// The label for the outputs: the input's own, which is never changed, or a new one for what the editor declares.
pub fn label(metadata: &[(String, String)], declared: Declared, producer: Option<&str>, id: &str) -> Option<String> {
    if let Some(found) = found(metadata) {
        return Some(found.to_owned());
    }
    let label = match declared {
        Declared::None => return None,
        Declared::Assisted | Declared::Generated => "1",
    };
    let value = json!({
        "Label": label,
        "ContentProducer": producer.unwrap_or_default(),
        "ProduceID": id,
        "ReservedCode1": "",
        "ContentPropagator": producer.unwrap_or_default(),
        "PropagateID": id,
        "ReservedCode2": "",
    });
    Some(value.to_string())
}

/// The label of an input, as it stands there.
pub fn found(metadata: &[(String, String)]) -> Option<&str> {
    metadata
        .iter()
        .find(|(name, value)| name.eq_ignore_ascii_case("AIGC") && value.len() <= LONGEST)
        .map(|(_, value)| value.as_str())
}

/// How many bytes the label of an input has that is too long to be kept.
pub fn too_long(metadata: &[(String, String)]) -> Option<usize> {
    let lengths = metadata.iter().filter(|(name, _)| name.eq_ignore_ascii_case("AIGC")).map(|(_, value)| value.len());
    if found(metadata).is_some() { None } else { lengths.max() }
}
