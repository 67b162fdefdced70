//! A PNG that is not interlaced, row by row.

use super::to_srgb::ToSrgb;
use crate::picture::{Refusal, Warning, over_white};
use png::{ColorType, Decoder, DecodingError, Limits, Reader, Transformations};
use std::{fs::File, io::BufReader};

/// What the decoder may allocate beside a row; a compressed colour profile is the usual way to ask for more.
const SIDE_MEMORY: usize = 64 * 1024 * 1024;

pub struct PngRows {
    reader: Reader<BufReader<File>>,
    colour: ColorType,
    line: Vec<u8>,
    to_srgb: ToSrgb,
}

fn refusal(error: DecodingError) -> Refusal {
    match error {
        DecodingError::LimitsExceeded => Refusal::Bomb("more memory than a picture of its kind needs"),
        DecodingError::IoError(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => Refusal::Truncated,
        other => Refusal::Broken(other.to_string()),
    }
}

impl PngRows {
    pub fn open(file: BufReader<File>) -> Result<Self, Refusal> {
        let mut decoder = Decoder::new_with_limits(file, Limits { bytes: SIDE_MEMORY });
        // Palettes, bits and 16 bits a channel all become 8.
        decoder.set_transformations(Transformations::normalize_to_color8());
        decoder.set_ignore_text_chunk(true);
        let reader = decoder.read_info().map_err(refusal)?;
        let (colour, _) = reader.output_color_type();
        let info = reader.info();
        let line = reader.output_line_size(info.width).ok_or(Refusal::Broken("a row without end".into()))?;
        let is_grey = matches!(info.color_type, ColorType::Grayscale | ColorType::GrayscaleAlpha);
        let to_srgb = ToSrgb::of_light(info.icc_profile.as_deref(), is_grey);
        Ok(Self { colour, line: vec![0; line], to_srgb, reader })
    }

    pub fn width(&self) -> u32 {
        self.reader.info().width
    }

    pub fn height(&self) -> u32 {
        self.reader.info().height
    }

    pub fn warnings(&self) -> Vec<Warning> {
        let animation = self.reader.info().animation_control.is_some_and(|animation| animation.num_frames > 1);
        animation.then_some(Warning::Animation).into_iter().chain(self.to_srgb.warning()).collect()
    }

    pub fn read(&mut self, row: &mut [u8]) -> Result<(), Refusal> {
        if self.reader.read_row(&mut self.line).map_err(refusal)?.is_none() {
            return Err(Refusal::Truncated);
        }
        let (colour, line) = (self.colour, &self.line);
        self.to_srgb.row(row, |row| {
            let pixels = row.chunks_exact_mut(3);
            match colour {
                ColorType::Rgb => row.copy_from_slice(line),
                ColorType::Rgba => pixels.zip(line.chunks_exact(4)).for_each(|(to, p)| to.copy_from_slice(&over_white(p))),
                ColorType::GrayscaleAlpha => pixels
                    .zip(line.chunks_exact(2))
                    .for_each(|(to, p)| to.copy_from_slice(&over_white(&[p[0], p[0], p[0], p[1]]))),
                ColorType::Grayscale | ColorType::Indexed => pixels.zip(line).for_each(|(to, &p)| to.fill(p)),
            }
            Ok(())
        })
    }

    /// Reads the tail, which nothing has asked for yet: a file may end behind its last row.
    pub fn finish(mut self) -> Result<(), Refusal> {
        self.reader.finish().map_err(refusal)
    }
}
