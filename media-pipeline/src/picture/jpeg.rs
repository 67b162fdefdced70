//! JPEG through libjpeg, where speed counts more than the last byte.

use super::pixels::Pixels;
use mozjpeg::{ColorSpace, Compress, Decompress};
use std::{
    io,
    panic::{self, AssertUnwindSafe},
};

/// libjpeg tells its faults by unwinding. What it was working on is not to be used after one.
pub fn guarded<T>(act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    panic::catch_unwind(AssertUnwindSafe(act)).unwrap_or_else(|_| Err(io::Error::other("libjpeg gave up")))
}

/// Baseline, colour at half resolution.
pub fn encode(pixels: &Pixels, quality: u8) -> io::Result<Vec<u8>> {
    guarded(|| {
        let mut compress = Compress::new(ColorSpace::JCS_RGB);
        compress.set_fastest_defaults();
        compress.set_size(pixels.width as usize, pixels.height as usize);
        compress.set_quality(f32::from(quality));
        compress.set_chroma_sampling_pixel_sizes((2, 2), (2, 2));
        let mut started = compress.start_compress(Vec::new())?;
        started.write_scanlines(&pixels.bytes)?;
        started.finish()
    })
}

pub fn decode(bytes: &[u8]) -> io::Result<Pixels> {
    guarded(|| {
        let mut decoder = Decompress::new_mem(bytes)?.rgb()?;
        let (width, height) = (decoder.width() as u32, decoder.height() as u32);
        let bytes = decoder.read_scanlines::<u8>()?;
        decoder.finish()?;
        Ok(Pixels { width, height, has_alpha: false, bytes })
    })
}
