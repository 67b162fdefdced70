//! One coded picture without a container around it, to plain RGB.

use super::{
    decoder::Decoder,
    error::{Result, allocated, check},
    frame::Frame,
    packet::Packet,
};
use ffmpeg_next::ffi;
use std::ptr;

/// What codes a picture that comes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StillCodec {
    Hevc,
    Av1,
    Tiff,
}

impl StillCodec {
    fn id(self) -> ffi::AVCodecID {
        match self {
            Self::Hevc => ffi::AVCodecID::AV_CODEC_ID_HEVC,
            Self::Av1 => ffi::AVCodecID::AV_CODEC_ID_AV1,
            Self::Tiff => ffi::AVCodecID::AV_CODEC_ID_TIFF,
        }
    }
}

/// What a container says of a picture's numbers; it goes before what the coded picture says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// ITU-T H.273, 8.3.
    pub matrix: u16,
    pub is_full_range: bool,
}

/// Decodes the first picture of `data`; `header` is what a container keeps apart from it (`hvcC`, `av1C`), or nothing.
///
/// # Errors
/// libav's; damage ends it, and so does a picture of more than `most_pixels`.
pub fn decode(codec: StillCodec, header: &[u8], data: &[u8], most_pixels: u64) -> Result<Frame> {
    let mut decoder = Decoder::still(codec.id(), header, most_pixels)?;
    let mut frame = Frame::new()?;
    decoder.send(Some(&Packet::of(data)?))?;
    if decoder.receive(&mut frame)? {
        return Ok(frame);
    }
    decoder.send(None)?;
    if decoder.receive(&mut frame)? { Ok(frame) } else { check("decoding", ffi::AVERROR_INVALIDDATA).map(|_| frame) }
}

/// Rows from the top without padding: 3 bytes a pixel, or 4 with alpha, not premultiplied. Where neither says how luma and
/// colour make RGB, it is BT.601.
pub fn to_rgb(frame: &Frame, numbers: Option<Numbers>, with_alpha: bool) -> Result<Vec<u8>> {
    use ffi::AVPixelFormat::{AV_PIX_FMT_RGB24, AV_PIX_FMT_RGBA};
    let (format, channels) = if with_alpha { (AV_PIX_FMT_RGBA, 4) } else { (AV_PIX_FMT_RGB24, 3) };
    let (width, height) = (frame.width(), frame.height());
    let to = Frame::picture(format, width, height)?;
    let method = ffi::SWS_BICUBIC | ffi::SWS_ACCURATE_RND | ffi::SWS_FULL_CHR_H_INT | ffi::SWS_FULL_CHR_H_INP;
    // A number of ours for the matrix is one of libav's: both are those of H.273.
    let matrix = numbers.map_or(frame.matrix() as i32, |numbers| i32::from(numbers.matrix));
    let is_full = numbers.map_or(frame.is_full_range(), |numbers| numbers.is_full_range);
    // SAFETY: both frames have the shape that the context is made for; it is freed before anything can return.
    let code = unsafe {
        let (source, target) = (&*frame.0, &*to.0);
        let (w, h) = (width as i32, height as i32);
        let format_of_source: ffi::AVPixelFormat = std::mem::transmute(source.format);
        let none = (ptr::null_mut(), ptr::null_mut(), ptr::null());
        let context = ffi::sws_getContext(w, h, format_of_source, w, h, format, method, none.0, none.1, none.2);
        let context = allocated("a scaler", context)?;
        let coefficients = ffi::sws_getCoefficients(coefficients(matrix));
        let srgb = ffi::sws_getCoefficients(ffi::SWS_CS_ITU709);
        // Of what is RGB already libav answers -1.
        ffi::sws_setColorspaceDetails(context, coefficients, i32::from(is_full), srgb, 1, 0, 1 << 16, 1 << 16);
        let planes = (source.data.as_ptr().cast(), target.data.as_ptr());
        let code = ffi::sws_scale(context, planes.0, source.linesize.as_ptr(), 0, h, planes.1, target.linesize.as_ptr());
        ffi::sws_freeContext(context);
        code
    };
    check("converting to RGB", code)?;
    let stride = width as usize * channels;
    let mut rows = Vec::with_capacity(stride * height as usize);
    for y in 0..height as usize {
        rows.extend_from_slice(to.row(0, y, stride));
    }
    Ok(rows)
}

/// swscale's name for a matrix of H.273, 8.3.
fn coefficients(matrix: i32) -> i32 {
    match matrix {
        1 => ffi::SWS_CS_ITU709,
        4 => ffi::SWS_CS_FCC,
        7 => ffi::SWS_CS_SMPTE240M,
        9 | 10 => ffi::SWS_CS_BT2020,
        _ => ffi::SWS_CS_ITU601,
    }
}
