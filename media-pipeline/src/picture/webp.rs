//! Lossy WebP through libwebp: the one file with unsafe code. A safe function goes out, raw pointers stay in.
#![allow(unsafe_code)]

use super::pixels::{Average, Pixels};
use libwebp_sys as sys;
use std::{mem::MaybeUninit, slice};

#[derive(Debug, thiserror::Error)]
pub enum WebpError {
    #[error("libwebp does not fit its headers")]
    Version,
    #[error("libwebp refuses the settings")]
    Settings,
    #[error("{0} × {1} pixels with {2} bytes are no picture for libwebp")]
    Shape(u32, u32, usize),
    #[error("libwebp has no memory left")]
    Memory,
    #[error("libwebp: {0:?}")]
    Encoding(sys::WebPEncodingError),
    #[error("libwebp cannot read what it wrote")]
    Decoding,
}

/// How colour, which is stored at half resolution, is made from pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Looking for what comes out sharpest: coloured text on charts smears without it. Takes twice the time.
    Sharp,
    Plain,
}

/// Encodes at `quality` from 0 to 100. One thread, so that the same pixels give the same bytes.
pub fn encode(pixels: &Pixels, quality: f32, colour: Colour) -> Result<Vec<u8>, WebpError> {
    let config = config(quality, colour)?;
    let mut picture = Picture::import(pixels, colour)?;
    let mut writer = Writer::new();
    picture.0.writer = Some(sys::WebPMemoryWrite);
    picture.0.custom_ptr = (&raw mut writer.0).cast();
    // SAFETY: both point to initialised values of this frame. libwebp calls `writer` only during this call, with
    // `custom_ptr` still pointing to `writer`, which nothing else touches meanwhile.
    let done = unsafe { sys::WebPEncode(&config, &mut picture.0) };
    if done == 0 { Err(WebpError::Encoding(picture.0.error_code)) } else { Ok(writer.bytes().to_vec()) }
}

fn config(quality: f32, colour: Colour) -> Result<sys::WebPConfig, WebpError> {
    let mut config =
        sys::WebPConfig::new_with_preset(sys::WebPPreset::WEBP_PRESET_DEFAULT, quality).map_err(|()| WebpError::Version)?;
    config.use_sharp_yuv = i32::from(colour == Colour::Sharp);
    if colour == Colour::Plain {
        // Half of the time of the default 4 for some hundredths more bytes.
        config.method = 2;
    }
    config.thread_level = 0;
    // SAFETY: `config` was initialised by libwebp and is only read.
    if unsafe { sys::WebPValidateConfig(&config) } == 0 { Err(WebpError::Settings) } else { Ok(config) }
}

/// Width, height and average of a WebP without alpha. Its planes are half of what its pixels would be, and what is linear may
/// be done with their averages (BT.601 in its limited range, as WebP has it).
pub fn average(bytes: &[u8]) -> Result<(u32, u32, Average), WebpError> {
    let planes = Planes::decode(bytes)?;
    let [y, u, v] = planes.averages();
    let (y, u, v) = (1.164_38 * (y - 16.0), u - 128.0, v - 128.0);
    let rgb = [y + 1.596_03 * v, y - 0.812_97 * v - 0.391_76 * u, y + 2.017_23 * u];
    let rgb = rgb.map(|value| value.round().clamp(0.0, 255.0) as u8);
    Ok((planes.width as u32, planes.height as u32, Average { rgb, alpha: 255 }))
}

/// What libwebp decodes a lossy picture to.
struct Planes {
    width: i32,
    height: i32,
    /// Owned: libwebp's memory, in which `u` and `v` lie too.
    y: *mut u8,
    u: *mut u8,
    v: *mut u8,
    stride: i32,
    colour_stride: i32,
}

impl Planes {
    fn decode(bytes: &[u8]) -> Result<Self, WebpError> {
        let none = std::ptr::null_mut();
        let mut planes = Self { width: 0, height: 0, y: none, u: none, v: none, stride: 0, colour_stride: 0 };
        let Self { width, height, u, v, stride, colour_stride, .. } = &mut planes;
        // SAFETY: `bytes` is read up to its length; all that is written are plain fields of this frame.
        planes.y = unsafe { sys::WebPDecodeYUV(bytes.as_ptr(), bytes.len(), width, height, u, v, stride, colour_stride) };
        if planes.y.is_null() { Err(WebpError::Decoding) } else { Ok(planes) }
    }

    fn averages(&self) -> [f64; 3] {
        let half = |side: i32| (side + 1) / 2;
        let mean = |plane: *mut u8, stride: i32, width: i32, height: i32| {
            let row = |y: i32| {
                // SAFETY: libwebp says that the plane has `height` rows, `stride` bytes apart, of at least `width` bytes.
                let row = unsafe { slice::from_raw_parts(plane.offset(y as isize * stride as isize), width as usize) };
                row.iter().map(|&value| u64::from(value)).sum::<u64>()
            };
            (0..height).map(row).sum::<u64>() as f64 / (f64::from(width) * f64::from(height))
        };
        [
            mean(self.y, self.stride, self.width, self.height),
            mean(self.u, self.colour_stride, half(self.width), half(self.height)),
            mean(self.v, self.colour_stride, half(self.width), half(self.height)),
        ]
    }
}

impl Drop for Planes {
    fn drop(&mut self) {
        // SAFETY: libwebp's own memory or null, freed once.
        unsafe { sys::WebPFree(self.y.cast()) }
    }
}

/// Owns the planes that libwebp allocates for a picture.
struct Picture(sys::WebPPicture);

impl Picture {
    fn import(pixels: &Pixels, colour: Colour) -> Result<Self, WebpError> {
        let Pixels { width, height, has_alpha, bytes } = pixels;
        let wrong = || WebpError::Shape(*width, *height, bytes.len());
        let stride = *width as usize * pixels.channels();
        if bytes.len() != stride * *height as usize {
            return Err(wrong());
        }
        let mut picture = Self(sys::WebPPicture::new().map_err(|()| WebpError::Version)?);
        // Kept as ARGB until encoding, which sharp YUV needs.
        picture.0.use_argb = i32::from(colour == Colour::Sharp);
        picture.0.width = i32::try_from(*width).map_err(|_| wrong())?;
        picture.0.height = i32::try_from(*height).map_err(|_| wrong())?;
        let stride = i32::try_from(stride).map_err(|_| wrong())?;
        let import = if *has_alpha { sys::WebPPictureImportRGBA } else { sys::WebPPictureImportRGB };
        // SAFETY: `bytes` holds `height` rows of `stride` bytes, as checked above, and libwebp copies them; `picture` was
        // initialised, and what is allocated into it is freed by `Drop`.
        if unsafe { import(&mut picture.0, bytes.as_ptr(), stride) } == 0 { Err(WebpError::Memory) } else { Ok(picture) }
    }
}

impl Drop for Picture {
    fn drop(&mut self) {
        // SAFETY: initialised by `WebPPicture::new`; freeing twice or without planes is defined, and it happens once.
        unsafe { sys::WebPPictureFree(&mut self.0) }
    }
}

/// Owns the bytes that libwebp writes.
struct Writer(sys::WebPMemoryWriter);

impl Writer {
    fn new() -> Self {
        let mut writer = MaybeUninit::zeroed();
        // SAFETY: libwebp fills the value it is given, whose fields (a pointer and integers) may all be zero as well.
        unsafe {
            sys::WebPMemoryWriterInit(writer.as_mut_ptr());
            Self(writer.assume_init())
        }
    }

    fn bytes(&self) -> &[u8] {
        if self.0.mem.is_null() {
            return &[];
        }
        // SAFETY: libwebp wrote `size` bytes from `mem` on, and they stay until `Drop`.
        unsafe { slice::from_raw_parts(self.0.mem, self.0.size) }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // SAFETY: initialised in `new`; frees `mem`, which may be null.
        unsafe { sys::WebPMemoryWriterClear(&mut self.0) }
    }
}
