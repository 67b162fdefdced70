//! A decoded picture or a piece of sound. Clones share the samples.

use super::error::{Result, allocated, check};
use ffmpeg_next::ffi;
use std::slice;

/// As libav names them.
pub type PixelFormat = ffi::AVPixelFormat;

pub struct Frame(pub(super) *mut ffi::AVFrame);

// SAFETY: the value alone points to the frame; samples are counted atomically, and nobody writes to shared ones:
// `make_writable` copies first.
unsafe impl Send for Frame {}
// SAFETY: what a shared reference can do is read, and count one reference more, which is atomic.
unsafe impl Sync for Frame {}

impl Frame {
    pub fn new() -> Result<Self> {
        // SAFETY: a fresh frame or null.
        Ok(Self(allocated("a frame", unsafe { ffi::av_frame_alloc() })?))
    }

    /// A picture with room for its samples, which are not set yet.
    pub fn picture(format: PixelFormat, width: u32, height: u32) -> Result<Self> {
        let frame = Self::new()?;
        // SAFETY: a blank frame gets its shape and then its buffers.
        let code = unsafe {
            (*frame.0).format = format as i32;
            ((*frame.0).width, (*frame.0).height) = (width as i32, height as i32);
            ffi::av_frame_get_buffer(frame.0, 0)
        };
        check("room for a picture", code)?;
        Ok(frame)
    }

    /// Silence: `samples` of stereo at 48 kHz, as the encoder takes it.
    pub fn sound(samples: usize) -> Result<Self> {
        let mut frame = Self::new()?;
        // SAFETY: as above; the layout is one of libav's own.
        let code = unsafe {
            let f = &mut *frame.0;
            f.format = ffi::AVSampleFormat::AV_SAMPLE_FMT_FLTP as i32;
            f.nb_samples = samples as i32;
            f.sample_rate = 48_000;
            ffi::av_channel_layout_default(&mut f.ch_layout, 2);
            ffi::av_frame_get_buffer(frame.0, 0)
        };
        check("room for sound", code)?;
        for channel in 0..2 {
            frame.channel_mut(channel).fill(0.0);
        }
        Ok(frame)
    }

    /// A second reference to the same samples.
    pub fn share(&self) -> Result<Self> {
        let new = Self::new()?;
        // SAFETY: both are frames; the target is blank.
        check("a frame", unsafe { ffi::av_frame_ref(new.0, self.0) })?;
        Ok(new)
    }

    /// Copies the samples where somebody else refers to them too.
    pub fn make_writable(&mut self) -> Result<()> {
        // SAFETY: `self.0` is a frame with buffers.
        check("a copy of a frame", unsafe { ffi::av_frame_make_writable(self.0) }).map(drop)
    }

    fn get(&self) -> &ffi::AVFrame {
        // SAFETY: never null while the value lives.
        unsafe { &*self.0 }
    }

    pub fn width(&self) -> u32 {
        self.get().width.max(0) as u32
    }

    pub fn height(&self) -> u32 {
        self.get().height.max(0) as u32
    }

    /// Samples of each channel.
    pub fn samples(&self) -> usize {
        self.get().nb_samples.max(0) as usize
    }

    pub fn sample_rate(&self) -> u32 {
        self.get().sample_rate.max(0) as u32
    }

    pub fn pts(&self) -> i64 {
        self.get().pts
    }

    pub fn set_pts(&mut self, pts: i64) {
        unsafe { (*self.0).pts = pts }
    }

    /// The time at which it is shown, as well as libav can tell; in units of its stream.
    pub fn best_time(&self) -> i64 {
        self.get().best_effort_timestamp
    }

    /// The encoder begins anew with this picture, or decides itself.
    pub fn set_key(&mut self, key: bool) {
        use ffi::AVPictureType::{AV_PICTURE_TYPE_I, AV_PICTURE_TYPE_NONE};
        unsafe { (*self.0).pict_type = if key { AV_PICTURE_TYPE_I } else { AV_PICTURE_TYPE_NONE } }
    }

    pub fn is_interlaced(&self) -> bool {
        self.get().interlaced_frame != 0
    }

    /// True where the decoder had to make parts of it up.
    pub fn is_damaged(&self) -> bool {
        self.get().decode_error_flags != 0
    }

    /// Kind, number and places of the channels, to be compared.
    pub fn layout(&self) -> (u32, i32, u64) {
        let layout = &self.get().ch_layout;
        // SAFETY: a mask stands in the union where the channels have their usual order; other kinds keep a pointer there.
        let mask = if layout.order == ffi::AVChannelOrder::AV_CHANNEL_ORDER_NATIVE { unsafe { layout.u.mask } } else { 0 };
        (layout.order as u32, layout.nb_channels, mask)
    }

    pub fn pixel_aspect(&self) -> (i32, i32) {
        let ratio = self.get().sample_aspect_ratio;
        (ratio.num, ratio.den)
    }

    pub fn format(&self) -> i32 {
        self.get().format
    }

    /// libav's name of the pixels' form, and the bits of a sample.
    pub fn format_name(&self) -> (String, u32) {
        // SAFETY: a static table, looked into by a number that every decoder sets to one of its rows, or null comes back.
        unsafe {
            let format: PixelFormat = std::mem::transmute(self.format().max(-1));
            let row = ffi::av_pix_fmt_desc_get(format);
            if row.is_null() {
                return ("unknown".to_owned(), 8);
            }
            let name = std::ffi::CStr::from_ptr((*row).name).to_string_lossy().into_owned();
            (name, (*row).comp[0].depth.max(1) as u32)
        }
    }

    pub fn transfer(&self) -> ffi::AVColorTransferCharacteristic {
        self.get().color_trc
    }

    pub fn matrix(&self) -> ffi::AVColorSpace {
        self.get().colorspace
    }

    pub fn primaries(&self) -> ffi::AVColorPrimaries {
        self.get().color_primaries
    }

    pub fn is_full_range(&self) -> bool {
        self.get().color_range == ffi::AVColorRange::AVCOL_RANGE_JPEG
    }

    /// What the pictures after the graph are: BT.709, limited range, square pixels, progressive.
    pub fn tag_as_bt709(&mut self) {
        // SAFETY: plain fields of a frame this value owns.
        unsafe {
            let f = &mut *self.0;
            f.color_range = ffi::AVColorRange::AVCOL_RANGE_MPEG;
            f.colorspace = ffi::AVColorSpace::AVCOL_SPC_BT709;
            f.color_primaries = ffi::AVColorPrimaries::AVCOL_PRI_BT709;
            f.color_trc = ffi::AVColorTransferCharacteristic::AVCOL_TRC_BT709;
            f.chroma_location = ffi::AVChromaLocation::AVCHROMA_LOC_LEFT;
            f.sample_aspect_ratio = ffi::AVRational { num: 1, den: 1 };
            f.interlaced_frame = 0;
        }
    }

    /// Forgets what a stream carried along, places and captions among it.
    pub fn drop_side_data(&mut self) {
        unsafe {
            let kinds: Vec<_> = (0..self.get().nb_side_data as usize).map(|i| (**self.get().side_data.add(i)).type_).collect();
            for kind in kinds {
                ffi::av_frame_remove_side_data(self.0, kind);
            }
            ffi::av_dict_free(&mut (*self.0).metadata);
        }
    }

    /// Row `y` of a plane of bytes; `width` bytes long.
    pub fn row(&self, plane: usize, y: usize, width: usize) -> &[u8] {
        let frame = self.get();
        let stride = frame.linesize[plane];
        assert!(stride >= 0 && width <= stride as usize && y < frame.height as usize && !frame.data[plane].is_null());
        // SAFETY: each plane holds at least a row of `linesize` bytes for each of its lines; checked above for the luma
        // plane, and chroma planes are asked for fewer lines.
        unsafe { slice::from_raw_parts(frame.data[plane].add(y * stride as usize), width) }
    }

    /// As [`Frame::row`], of a frame that was made writable.
    pub fn row_mut(&mut self, plane: usize, y: usize, width: usize) -> &mut [u8] {
        let frame = self.get();
        let stride = frame.linesize[plane];
        assert!(stride >= 0 && width <= stride as usize && y < frame.height as usize && !frame.data[plane].is_null());
        // SAFETY: as in `row`, and `&mut self` is the one reference.
        unsafe { slice::from_raw_parts_mut(frame.data[plane].add(y * stride as usize), width) }
    }

    /// The samples of a channel of planar floating point sound.
    pub fn channel(&self, channel: usize) -> &[f32] {
        let frame = self.get();
        assert!(channel < 2 && frame.format == ffi::AVSampleFormat::AV_SAMPLE_FMT_FLTP as i32 && !frame.data[channel].is_null());
        // SAFETY: planar: one buffer of `nb_samples` for each of the two channels, aligned by libav.
        unsafe { slice::from_raw_parts(frame.data[channel].cast(), self.samples()) }
    }

    pub fn channel_mut(&mut self, channel: usize) -> &mut [f32] {
        let samples = self.samples();
        let frame = self.get();
        assert!(channel < 2 && frame.format == ffi::AVSampleFormat::AV_SAMPLE_FMT_FLTP as i32 && !frame.data[channel].is_null());
        // SAFETY: as in `channel`.
        unsafe { slice::from_raw_parts_mut(frame.data[channel].cast(), samples) }
    }

    pub(super) fn clear(&mut self) {
        // SAFETY: lets go of the buffers.
        unsafe { ffi::av_frame_unref(self.0) }
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        // SAFETY: frees what this value owns.
        unsafe { ffi::av_frame_free(&mut self.0) }
    }
}
