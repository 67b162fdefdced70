//! JPEG through libjpeg, where speed counts more than the last byte.

use super::{
    carried::SIGNATURE,
    draft::Draft,
    label::packet,
    pixels::{Average, Pixels, Sum},
};
use mozjpeg::{ColorSpace, Compress, Decompress, Marker, compress::CompressStarted};
use std::{
    io::{self, BufRead},
    panic::{self, AssertUnwindSafe},
};

/// libjpeg tells its faults by unwinding. What it was working on is not to be used after one.
pub fn guarded<T>(act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    panic::catch_unwind(AssertUnwindSafe(act)).unwrap_or_else(|_| Err(io::Error::other("libjpeg gave up")))
}

/// Baseline, colour at half resolution.
pub fn encode(pixels: &Pixels, quality: u8) -> io::Result<Vec<u8>> {
    guarded(|| {
        let mut started = settings(pixels.width, pixels.height, quality).start_compress(Vec::new())?;
        started.write_scanlines(&pixels.bytes)?;
        started.finish()
    })
}

fn settings(width: u32, height: u32, quality: u8) -> Compress {
    let mut compress = Compress::new(ColorSpace::JCS_RGB);
    compress.set_fastest_defaults();
    compress.set_size(width as usize, height as usize);
    compress.set_quality(f32::from(quality));
    compress.set_chroma_sampling_pixel_sizes((2, 2), (2, 2));
    compress
}

/// A JPEG that is written while its rows arrive. After an error it is not to be used any more.
pub struct JpegFile(CompressStarted<Draft>);

impl JpegFile {
    /// With the label of AI content in it, where there is one.
    pub fn begin(draft: Draft, width: u32, height: u32, label: Option<&str>) -> io::Result<Self> {
        guarded(|| {
            let mut started = settings(width, height, super::encode::JPEG_QUALITY).start_compress(draft)?;
            if let Some(label) = label {
                started.write_marker(Marker::APP(1), &[SIGNATURE, packet(label).as_bytes()].concat());
            }
            Ok(Self(started))
        })
    }

    /// Whole rows.
    pub fn add(&mut self, rows: &[u8]) -> io::Result<()> {
        guarded(|| self.0.write_scanlines(rows))
    }

    pub fn finish(self) -> io::Result<Draft> {
        guarded(|| self.0.finish())
    }
}

/// Width, height and average of a JPEG, decoded row by row.
pub fn average(bytes: &[u8]) -> io::Result<(u32, u32, Average)> {
    guarded(|| {
        let mut decoder = Decompress::new_mem(bytes)?.rgb()?;
        let (width, height) = (decoder.width() as u32, decoder.height() as u32);
        let (mut row, mut sum) = (vec![0; width as usize * 3], Sum::default());
        for _ in 0..height {
            decoder.read_scanlines_into(&mut row)?;
            sum.add(&row);
        }
        decoder.finish()?;
        Ok((width, height, sum.average()))
    })
}

/// What has to be kept of a file so that [`profile`] and [`is_inverted`] find something.
pub const MARKERS: &[Marker] = &[Marker::APP(2), Marker::APP(14)];

/// The colour profile, which comes in numbered pieces (ICC.1, annex B.4).
pub fn profile<R: BufRead>(decoder: &Decompress<R>) -> Option<Vec<u8>> {
    let mut pieces: Vec<(u8, &[u8])> = decoder
        .markers()
        .filter_map(|marker| marker.data.strip_prefix(b"ICC_PROFILE\0"))
        .filter_map(|data| Some((*data.first()?, data.get(2..)?)))
        .collect();
    pieces.sort_by_key(|(number, _)| *number);
    let whole: Vec<u8> = pieces.into_iter().flat_map(|(_, data)| data.iter().copied()).collect();
    (!whole.is_empty()).then_some(whole)
}

/// Adobe's programs write inks the other way round, and say that it was them.
pub fn is_inverted<R: BufRead>(decoder: &Decompress<R>) -> bool {
    decoder.markers().any(|marker| marker.data.starts_with(b"Adobe"))
}

/// A JPEG of four inks that is decoded at once.
pub struct Inked<'a> {
    pub width: u32,
    pub height: u32,
    pub profile: Option<Vec<u8>>,
    pub is_inverted: bool,
    decoder: Decompress<&'a [u8]>,
}

impl<'a> Inked<'a> {
    pub fn open(bytes: &'a [u8]) -> io::Result<Self> {
        guarded(|| {
            let decoder = Decompress::with_markers(MARKERS).from_mem(bytes)?;
            let (width, height) = (decoder.width() as u32, decoder.height() as u32);
            Ok(Self { width, height, profile: profile(&decoder), is_inverted: is_inverted(&decoder), decoder })
        })
    }

    /// Four bytes a pixel.
    pub fn read(self) -> io::Result<Vec<u8>> {
        guarded(|| {
            let mut decoder = self.decoder.to_colorspace(ColorSpace::JCS_CMYK)?;
            let inks = decoder.read_scanlines::<u8>()?;
            decoder.finish()?;
            Ok(inks)
        })
    }
}
