//! From frames to packets: H.264 through x264, AAC through libav's own encoder, AV1 through SVT-AV1.

use super::{
    error::{AGAIN, AvError, END, Result, allocated, check},
    frame::Frame,
    options::Options,
    packet::Packet,
    stream::Rational,
};
use ffmpeg_next::ffi;
use std::{ffi::CString, ptr, slice};

pub struct Encoder {
    context: *mut ffi::AVCodecContext,
}

// SAFETY: the value alone points to the context, and it is used by one thread at a time.
unsafe impl Send for Encoder {}

/// Pictures come as 4:2:0 of 8 bits in BT.709, limited range, square pixels.
#[derive(Clone, Debug)]
pub struct VideoSettings<'a> {
    /// libav's name of the encoder.
    pub encoder: &'a str,
    pub width: u32,
    pub height: u32,
    pub time_base: Rational,
    /// On average; x264 plans its rate by it.
    pub frame_rate: Rational,
    pub threads: usize,
    /// Of the encoder, by name.
    pub options: &'a [(&'a str, &'a str)],
}

/// Stereo at 48 kHz.
#[derive(Clone, Copy, Debug)]
pub struct SoundSettings {
    /// Bits per second.
    pub bit_rate: i64,
}

impl Encoder {
    pub fn video(settings: &VideoSettings<'_>) -> Result<Self> {
        let threads = settings.threads.to_string();
        let mut options = Options::new(settings.options)?;
        options.set("threads", &threads)?;
        Self::open(settings.encoder, options, |c| {
            (c.width, c.height) = (settings.width as i32, settings.height as i32);
            c.pix_fmt = ffi::AVPixelFormat::AV_PIX_FMT_YUV420P;
            c.time_base = settings.time_base.into();
            c.framerate = settings.frame_rate.into();
            c.sample_aspect_ratio = ffi::AVRational { num: 1, den: 1 };
            c.color_range = ffi::AVColorRange::AVCOL_RANGE_MPEG;
            c.colorspace = ffi::AVColorSpace::AVCOL_SPC_BT709;
            c.color_primaries = ffi::AVColorPrimaries::AVCOL_PRI_BT709;
            c.color_trc = ffi::AVColorTransferCharacteristic::AVCOL_TRC_BT709;
            c.chroma_sample_location = ffi::AVChromaLocation::AVCHROMA_LOC_LEFT;
        })
    }

    pub fn sound(settings: SoundSettings) -> Result<Self> {
        // Bit-exact: the version of the library is no part of the sound.
        Self::open("aac", Options::new(&[("threads", "1"), ("flags", "+bitexact")])?, |c| {
            c.bit_rate = settings.bit_rate;
            c.sample_rate = 48_000;
            c.sample_fmt = ffi::AVSampleFormat::AV_SAMPLE_FMT_FLTP;
            c.time_base = ffi::AVRational { num: 1, den: 48_000 };
            // SAFETY: fills a layout of a context that is being made.
            unsafe { ffi::av_channel_layout_default(&mut c.ch_layout, 2) };
        })
    }

    fn open(name: &str, mut options: Options, prepare: impl FnOnce(&mut ffi::AVCodecContext)) -> Result<Self> {
        let text = CString::new(name).map_err(|_| AvError::new("an encoder", -libc::EINVAL))?;
        // SAFETY: the context is owned by the value before anything can fail.
        unsafe {
            let codec = ffi::avcodec_find_encoder_by_name(text.as_ptr());
            if codec.is_null() {
                return Err(AvError::new(format!("this libav lacks the encoder {name}"), ffi::AVERROR_ENCODER_NOT_FOUND));
            }
            let encoder = Self { context: allocated("an encoder", ffi::avcodec_alloc_context3(codec))? };
            prepare(&mut *encoder.context);
            // What a decoder has to know stands once in the file's header and not before every key frame.
            (*encoder.context).flags |= ffi::AV_CODEC_FLAG_GLOBAL_HEADER as i32;
            check(name, ffi::avcodec_open2(encoder.context, codec, &mut options.0))?;
            options.all_taken()?;
            Ok(encoder)
        }
    }

    /// Hands in a frame, or `None` for the end.
    pub fn send(&mut self, frame: Option<&Frame>) -> Result<()> {
        // SAFETY: an open encoder, and a frame or null.
        match unsafe { ffi::avcodec_send_frame(self.context, frame.map_or(ptr::null(), |f| f.0)) } {
            END | AGAIN => Ok(()),
            code => check("encoding", code).map(drop),
        }
    }

    /// The next packet, in units of the encoder's time; false where more is needed first, or at the end.
    pub fn receive(&mut self, packet: &mut Packet) -> Result<bool> {
        packet.clear();
        // SAFETY: both are open.
        match unsafe { ffi::avcodec_receive_packet(self.context, packet.0) } {
            AGAIN | END => Ok(false),
            code => check("encoding", code).map(|_| true),
        }
    }

    /// Samples of sound in a frame; 0 where any number goes.
    pub fn frame_size(&self) -> usize {
        // SAFETY: an open encoder.
        unsafe { (*self.context).frame_size.max(0) as usize }
    }

    /// Parameter sets, or `AudioSpecificConfig`.
    pub fn extradata(&self) -> &[u8] {
        // SAFETY: libav keeps so many bytes with the context.
        unsafe {
            let context = &*self.context;
            if context.extradata.is_null() {
                &[]
            } else {
                slice::from_raw_parts(context.extradata, context.extradata_size as usize)
            }
        }
    }
}

impl Drop for Encoder {
    fn drop(&mut self) {
        // SAFETY: frees what this value owns.
        unsafe { ffi::avcodec_free_context(&mut self.context) }
    }
}
