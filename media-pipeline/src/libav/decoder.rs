//! From packets to frames.

use super::{
    error::{AGAIN, AvError, END, Result, allocated, check},
    frame::Frame,
    options::Options,
    packet::Packet,
    stream::Stream,
};
use ffmpeg_next::ffi;
use std::ptr;

pub struct Decoder {
    context: *mut ffi::AVCodecContext,
}

// SAFETY: the value alone points to the context, and it is used by one thread at a time.
unsafe impl Send for Decoder {}

impl Decoder {
    /// # Errors
    /// Where libav has no decoder for the track or refuses its parameters.
    pub fn open(stream: &Stream<'_>, threads: usize, most_pixels: u64) -> Result<Self> {
        let (threads, limit) = (threads.to_string(), most_pixels.to_string());
        // SAFETY: a lookup; the context is allocated for the codec and owned by the value before anything can fail.
        unsafe {
            let codec = ffi::avcodec_find_decoder(stream.parameters().codec_id);
            if codec.is_null() {
                return Err(AvError::new(format!("no decoder for {}", stream.codec()), ffi::AVERROR_DECODER_NOT_FOUND));
            }
            let decoder = Self { context: allocated("a decoder", ffi::avcodec_alloc_context3(codec))? };
            check("a decoder", ffi::avcodec_parameters_to_context(decoder.context, stream.parameters()))?;
            (*decoder.context).pkt_timebase = stream.time_base().into();
            let mut options = Options::new(&[("threads", threads.as_str()), ("max_pixels", limit.as_str())])?;
            check("a decoder", ffi::avcodec_open2(decoder.context, codec, &mut options.0))?;
            options.all_taken()?;
            Ok(decoder)
        }
    }

    /// For one picture that comes without a container, on one thread. Damage is an error and nothing is painted over it.
    ///
    /// # Errors
    /// Where libav has no such decoder or refuses `header`.
    pub(super) fn still(codec: ffi::AVCodecID, header: &[u8], most_pixels: u64) -> Result<Self> {
        let limit = most_pixels.to_string();
        // SAFETY: as above; libav frees the header with the context, and wants it padded with zeros.
        unsafe {
            let found = ffi::avcodec_find_decoder(codec);
            if found.is_null() {
                return Err(AvError::new("no decoder for a picture of its kind", ffi::AVERROR_DECODER_NOT_FOUND));
            }
            let decoder = Self { context: allocated("a decoder", ffi::avcodec_alloc_context3(found))? };
            if !header.is_empty() {
                let room = ffi::av_mallocz(header.len() + ffi::AV_INPUT_BUFFER_PADDING_SIZE as usize);
                let room: *mut u8 = allocated("a decoder", room.cast())?;
                ptr::copy_nonoverlapping(header.as_ptr(), room, header.len());
                ((*decoder.context).extradata, (*decoder.context).extradata_size) = (room, header.len() as i32);
            }
            let mut options = Options::new(&[("threads", "1"), ("max_pixels", limit.as_str()), ("err_detect", "explode")])?;
            check("a decoder", ffi::avcodec_open2(decoder.context, found, &mut options.0))?;
            options.all_taken()?;
            Ok(decoder)
        }
    }

    /// Leaves out the smoothing between blocks: enough to prove that every byte decodes.
    pub fn only_prove(&mut self) {
        // SAFETY: a plain field that is read for each frame.
        unsafe { (*self.context).skip_loop_filter = ffi::AVDiscard::AVDISCARD_ALL }
    }

    /// Hands in a packet, or `None` for the end; frames come from [`Decoder::receive`], which has to be called until it
    /// has none before the next packet.
    ///
    /// # Errors
    /// The packet is damaged; the next one may not be.
    pub fn send(&mut self, packet: Option<&Packet>) -> Result<()> {
        // SAFETY: an open decoder, and a packet or null.
        match unsafe { ffi::avcodec_send_packet(self.context, packet.map_or(ptr::null(), |p| p.0)) } {
            END | AGAIN => Ok(()),
            code => check("decoding", code).map(drop),
        }
    }

    /// The next frame into `frame`; false where a packet is needed first or the end was reached.
    ///
    /// # Errors
    /// A damaged frame; later ones may follow.
    pub fn receive(&mut self, frame: &mut Frame) -> Result<bool> {
        frame.clear();
        // SAFETY: both are open.
        match unsafe { ffi::avcodec_receive_frame(self.context, frame.0) } {
            AGAIN | END => Ok(false),
            code => check("decoding", code).map(|_| true),
        }
    }

    /// Text of a subtitle packet in ASS form, one string for each rectangle of text.
    pub fn subtitle(&mut self, packet: &mut Packet) -> Result<Vec<String>> {
        let mut texts = Vec::new();
        // SAFETY: the subtitle is zeroed, filled by libav and freed below; `ass` is a string where the kind says text.
        unsafe {
            let mut subtitle: ffi::AVSubtitle = std::mem::zeroed();
            let mut got = 0;
            check("decoding a caption", ffi::avcodec_decode_subtitle2(self.context, &mut subtitle, &mut got, packet.0))?;
            if got != 0 {
                for i in 0..subtitle.num_rects as usize {
                    let rect = &**subtitle.rects.add(i);
                    if !rect.ass.is_null() {
                        texts.push(std::ffi::CStr::from_ptr(rect.ass).to_string_lossy().into_owned());
                    }
                }
                ffi::avsubtitle_free(&mut subtitle);
            }
        }
        Ok(texts)
    }
}

impl Drop for Decoder {
    fn drop(&mut self) {
        // SAFETY: frees what this value owns.
        unsafe { ffi::avcodec_free_context(&mut self.context) }
    }
}
