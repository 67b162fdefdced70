//! Copies coded tracks into one MP4 whose index stands in front.

use super::{
    error::{AvError, Result, allocated, check},
    options::Options,
    packet::Packet,
    stream::{Rational, Stream},
};
use crate::limits::count_output;
use ffmpeg_next::ffi;
use std::{ffi::CString, os::unix::ffi::OsStrExt, path::Path, ptr};

pub struct Muxer {
    context: *mut ffi::AVFormatContext,
}

impl Muxer {
    /// `tags` become metadata by their own names (GB 45438 wants `AIGC`); nothing else of an input comes along.
    pub fn create(path: &Path, tracks: &[Stream<'_>], tags: &[(&str, &str)]) -> Result<Self> {
        let text =
            CString::new(path.as_os_str().as_bytes()).map_err(|_| AvError::new("a path with a zero byte", -libc::EINVAL))?;
        let mut flags = Options::new(&[
            ("movflags", if tags.is_empty() { "+faststart" } else { "+faststart+use_metadata_tags" }),
            ("brand", "mp42"),
        ])?;
        let mut metadata = Options::new(tags)?;
        // SAFETY: the context is owned by the value before anything can fail; it takes the metadata over.
        unsafe {
            let mut context = ptr::null_mut();
            check("an MP4", ffi::avformat_alloc_output_context2(&mut context, ptr::null(), c"mp4".as_ptr(), text.as_ptr()))?;
            let muxer = Self { context };
            (*context).flags |= ffi::AVFMT_FLAG_BITEXACT;
            for track in tracks {
                let stream = allocated("a track", ffi::avformat_new_stream(context, ptr::null()))?;
                check("a track", ffi::avcodec_parameters_copy((*stream).codecpar, track.parameters()))?;
                (*(*stream).codecpar).codec_tag = 0;
                (*stream).time_base = track.time_base().into();
                (*stream).avg_frame_rate = track.frame_rate().into();
                (*stream).sample_aspect_ratio = track.parameters().sample_aspect_ratio;
            }
            (*context).metadata = std::mem::replace(&mut metadata.0, ptr::null_mut());
            check("an MP4", ffi::avio_open(&mut (*context).pb, text.as_ptr(), ffi::AVIO_FLAG_WRITE))?;
            check("an MP4", ffi::avformat_write_header(context, &mut flags.0))?;
            flags.all_taken()?;
            Ok(muxer)
        }
    }

    /// Writes a packet of the track, whose times are in units of `from`.
    ///
    /// # Errors
    /// libav's, or [`crate::limits::TooMuchOutput`].
    pub fn write(&mut self, mut packet: Packet, track: usize, from: Rational) -> anyhow::Result<()> {
        count_output(packet.data().len() as u64)?;
        // SAFETY: the track exists since `create`; libav takes the packet's reference.
        unsafe {
            let to = (**(*self.context).streams.add(track)).time_base.into();
            packet.rescale(from, to);
            packet.set_stream(track);
            check("writing an MP4", ffi::av_interleaved_write_frame(self.context, packet.0))?;
        }
        Ok(())
    }

    /// Writes the index; without it the file is none.
    pub fn finish(self) -> Result<()> {
        // SAFETY: the header was written.
        check("closing an MP4", unsafe { ffi::av_write_trailer(self.context) })?;
        // SAFETY: an open byte stream; its last write may fail.
        check("closing an MP4", unsafe { ffi::avio_closep(&mut (*self.context).pb) }).map(drop)
    }
}

impl Drop for Muxer {
    fn drop(&mut self) {
        // SAFETY: closes and frees what this value owns; a closed byte stream is null.
        unsafe {
            ffi::avio_closep(&mut (*self.context).pb);
            ffi::avformat_free_context(self.context);
        }
    }
}
