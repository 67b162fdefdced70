//! A JPEG of one scan, row by row, through libjpeg.

use super::to_srgb::ToSrgb;
use crate::picture::{JPEG_MARKERS, Refusal, Warning, guarded_jpeg, is_inverted, jpeg_profile};
use mozjpeg::{ColorSpace, Decompress, decompress::DecompressStarted};
use std::{
    fs::File,
    io::{self, BufReader},
};

pub struct JpegRows {
    decoder: Option<DecompressStarted<BufReader<File>>>,
    to_srgb: ToSrgb,
}

fn guarded<T>(act: impl FnOnce() -> io::Result<T>) -> Result<T, Refusal> {
    guarded_jpeg(act).map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => Refusal::Truncated,
        _ => Refusal::Broken(error.to_string()),
    })
}

impl JpegRows {
    pub fn open(file: BufReader<File>) -> Result<Self, Refusal> {
        guarded(|| {
            let decoder = Decompress::with_markers(JPEG_MARKERS).from_reader(file)?;
            let (profile, channels) = (jpeg_profile(&decoder), decoder.components().len());
            let has_inks = channels == 4;
            let to_srgb = if has_inks {
                ToSrgb::of_inks(profile.as_deref(), is_inverted(&decoder))
            } else {
                ToSrgb::of_light(profile.as_deref(), channels == 1)
            };
            let wanted = if has_inks { ColorSpace::JCS_CMYK } else { ColorSpace::JCS_RGB };
            Ok(Self { decoder: Some(decoder.to_colorspace(wanted)?), to_srgb })
        })
    }

    pub fn width(&self) -> u32 {
        self.decoder.as_ref().map_or(0, |decoder| decoder.width() as u32)
    }

    pub fn height(&self) -> u32 {
        self.decoder.as_ref().map_or(0, |decoder| decoder.height() as u32)
    }

    pub fn warnings(&self) -> Vec<Warning> {
        self.to_srgb.warning().into_iter().collect()
    }

    pub fn read(&mut self, row: &mut [u8]) -> Result<(), Refusal> {
        let Some(decoder) = &mut self.decoder else { return Err(Refusal::Truncated) };
        self.to_srgb.row(row, |row| guarded(|| decoder.read_scanlines_into(row).map(drop)))
    }

    pub fn finish(mut self) -> Result<(), Refusal> {
        self.decoder.take().map_or(Ok(()), |decoder| guarded(|| decoder.finish()))
    }
}
