//! Pictures of one size to another, and to plain RGB.

use super::{
    error::{Result, allocated, check},
    frame::{Frame, PixelFormat},
};
use ffmpeg_next::ffi;
use std::ptr;

pub struct Scaler {
    context: *mut ffi::SwsContext,
    format: PixelFormat,
    width: u32,
    height: u32,
}

// SAFETY: the value alone points to the context, and it is used by one thread at a time.
unsafe impl Send for Scaler {}

impl Scaler {
    /// From 4:2:0 in BT.709, limited range, to `format`: RGB, or the same 4:2:0 again.
    pub fn new(from: (u32, u32), to: (u32, u32), format: PixelFormat) -> Result<Self> {
        let rgb = format == ffi::AVPixelFormat::AV_PIX_FMT_RGB24;
        let method = if rgb { ffi::SWS_AREA | ffi::SWS_ACCURATE_RND | ffi::SWS_FULL_CHR_H_INT } else { ffi::SWS_BICUBIC };
        // SAFETY: the context is owned by the value before anything can fail; the coefficients are a static table.
        unsafe {
            let context = ffi::sws_getContext(
                from.0 as i32,
                from.1 as i32,
                ffi::AVPixelFormat::AV_PIX_FMT_YUV420P,
                to.0 as i32,
                to.1 as i32,
                format,
                method,
                ptr::null_mut(),
                ptr::null_mut(),
                ptr::null(),
            );
            let scaler = Self { context: allocated("a scaler", context)?, format, width: to.0, height: to.1 };
            let bt709 = ffi::sws_getCoefficients(ffi::SWS_CS_ITU709);
            // Where nothing is to be converted libav answers -1.
            ffi::sws_setColorspaceDetails(context, bt709, 0, bt709, i32::from(rgb), 0, 1 << 16, 1 << 16);
            Ok(scaler)
        }
    }

    /// A new picture with the same time.
    pub fn scale(&mut self, from: &Frame) -> Result<Frame> {
        let mut to = Frame::picture(self.format, self.width, self.height)?;
        // SAFETY: the source has the shape the scaler was made for: graphs end in one size and format.
        let code = unsafe {
            let (source, target) = (&*from.0, &mut *to.0);
            ffi::sws_scale(
                self.context,
                source.data.as_ptr().cast(),
                source.linesize.as_ptr(),
                0,
                source.height,
                target.data.as_ptr(),
                target.linesize.as_ptr(),
            )
        };
        check("scaling", code)?;
        to.set_pts(from.pts());
        Ok(to)
    }
}

impl Drop for Scaler {
    fn drop(&mut self) {
        // SAFETY: frees what this value owns.
        unsafe { ffi::sws_freeContext(self.context) }
    }
}
