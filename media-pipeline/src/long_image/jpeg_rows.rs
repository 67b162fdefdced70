//! A JPEG of one scan, row by row, through libjpeg.

use super::to_srgb::ToSrgb;
use crate::picture::{Refusal, Warning, guarded_jpeg};
use mozjpeg::{Decompress, Marker, decompress::DecompressStarted};
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

/// The profile comes in numbered pieces (ICC.1, annex B.4).
fn profile(decoder: &Decompress<BufReader<File>>) -> Option<Vec<u8>> {
    let mut pieces: Vec<(u8, &[u8])> = decoder
        .markers()
        .filter_map(|marker| marker.data.strip_prefix(b"ICC_PROFILE\0"))
        .filter_map(|data| Some((*data.first()?, data.get(2..)?)))
        .collect();
    pieces.sort_by_key(|(number, _)| *number);
    let whole: Vec<u8> = pieces.into_iter().flat_map(|(_, data)| data.iter().copied()).collect();
    (!whole.is_empty()).then_some(whole)
}

impl JpegRows {
    pub fn open(file: BufReader<File>) -> Result<Self, Refusal> {
        guarded(|| {
            let decoder = Decompress::with_markers(&[Marker::APP(2)]).from_reader(file)?;
            let to_srgb = ToSrgb::new(profile(&decoder).as_deref(), decoder.components().len() == 3);
            Ok(Self { decoder: Some(decoder.rgb()?), to_srgb })
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
        guarded(|| decoder.read_scanlines_into(row).map(drop))?;
        self.to_srgb.row(row);
        Ok(())
    }

    pub fn finish(mut self) -> Result<(), Refusal> {
        self.decoder.take().map_or(Ok(()), |decoder| guarded(|| decoder.finish()))
    }
}
