//! A file that is read: opened under a list of formats and the one protocol `file`, so that nothing inside it can name
//! another file or a host.

use super::{
    error::{AvError, END, Result, check},
    options::{Options, pairs},
    packet::Packet,
    stream::{Rational, Stream},
};
use ffmpeg_next::ffi;
use std::{
    ffi::{CStr, CString},
    os::unix::ffi::OsStrExt,
    path::Path,
    ptr,
};

/// Containers that hold a film in one file. No playlists, no scripts, no images, no devices.
const FORMATS: &str = "mov,matroska,avi,flv,mpegts,mpeg,mpegvideo,asf,ogg,mxf,gif,ivf,h264,hevc,m4v,dv,nut,rm,yuv4mpegpipe";

pub struct Input(*mut ffi::AVFormatContext);

// SAFETY: the value alone points to the context, and it is used by one thread at a time.
unsafe impl Send for Input {}

impl Input {
    /// Opens and reads as much as tells the tracks. `most_pixels` of a picture are refused already while looking.
    ///
    /// # Errors
    /// libav's, where the file is none of [`FORMATS`] or too damaged to tell.
    pub fn open(path: &Path, most_pixels: u64) -> Result<Self> {
        let text =
            CString::new(path.as_os_str().as_bytes()).map_err(|_| AvError::new("a path with a zero byte", -libc::EINVAL))?;
        let mut options = Options::new(&[
            ("format_whitelist", FORMATS),
            ("protocol_whitelist", "file"),
            ("probesize", "16000000"),
            ("analyzeduration", "15000000"),
            ("max_streams", "64"),
            ("export_all", "0"),
        ])?;
        let mut context = ptr::null_mut();
        // SAFETY: on failure libav frees the context and leaves null.
        check("opening", unsafe { ffi::avformat_open_input(&mut context, text.as_ptr(), ptr::null(), &mut options.0) })?;
        let input = Self(context);
        input.look(most_pixels)?;
        Ok(input)
    }

    fn look(&self, most_pixels: u64) -> Result<()> {
        let limit = most_pixels.to_string();
        // One set of options for each track that the header names; decoders of later ones meet the process's limits.
        let mut options = Vec::new();
        for _ in 0..self.streams().count() {
            options.push(Options::new(&[("max_pixels", limit.as_str()), ("threads", "1")])?);
        }
        let mut raw: Vec<*mut ffi::AVDictionary> = options.iter().map(|o| o.0).collect();
        // SAFETY: as many dictionaries as streams; libav may replace each, so they are taken back below.
        let code = unsafe {
            let first = if raw.is_empty() { ptr::null_mut() } else { raw.as_mut_ptr() };
            ffi::avformat_find_stream_info(self.0, first)
        };
        for (options, raw) in options.iter_mut().zip(raw) {
            options.0 = raw;
        }
        check("finding the tracks", code).map(drop)
    }

    fn get(&self) -> &ffi::AVFormatContext {
        // SAFETY: never null while the value lives.
        unsafe { &*self.0 }
    }

    pub fn streams(&self) -> impl Iterator<Item = Stream<'_>> {
        let context = self.get();
        // SAFETY: libav keeps `nb_streams` pointers to streams that live as long as the context.
        (0..context.nb_streams as usize).map(move |i| Stream(unsafe { &**context.streams.add(i) }))
    }

    pub fn stream(&self, index: usize) -> Option<Stream<'_>> {
        self.streams().nth(index)
    }

    /// libav's short names: `mov,mp4,m4a,3gp,3g2,mj2`.
    pub fn format(&self) -> String {
        // SAFETY: an open input has a format, whose name is a static string.
        unsafe { CStr::from_ptr((*self.get().iformat).name).to_string_lossy().into_owned() }
    }

    /// Seconds; `None` where the file does not say.
    pub fn duration(&self) -> Option<f64> {
        let duration = self.get().duration;
        (duration != super::NO_TIME && duration > 0).then(|| duration as f64 / f64::from(ffi::AV_TIME_BASE))
    }

    pub fn metadata(&self) -> Vec<(String, String)> {
        pairs(self.get().metadata)
    }

    /// Whether times grow from the beginning to the end, and are the file's own: only then can a moment be sought.
    pub fn is_continuous(&self) -> bool {
        // SAFETY: an open input has a format.
        let flags = unsafe { (*self.get().iformat).flags };
        flags & (ffi::AVFMT_TS_DISCONT | ffi::AVFMT_NOTIMESTAMPS) == 0
    }

    /// Reads on from the last key frame of the track that is not after `at`, in the track's units; false where the file
    /// cannot be searched, and where it is read on then is not known.
    pub fn seek(&mut self, track: usize, at: i64) -> bool {
        // SAFETY: an open input.
        unsafe { ffi::avformat_seek_file(self.0, track as i32, i64::MIN, at, at, 0) >= 0 }
    }

    /// Reads only these tracks from now on.
    pub fn keep(&mut self, wanted: &[usize]) {
        for index in 0..self.get().nb_streams as usize {
            use ffi::AVDiscard::{AVDISCARD_ALL, AVDISCARD_DEFAULT};
            // SAFETY: as in `streams`; one plain field is set.
            unsafe {
                (**(*self.0).streams.add(index)).discard = if wanted.contains(&index) { AVDISCARD_DEFAULT } else { AVDISCARD_ALL }
            }
        }
    }

    /// The next piece into `packet`; false at the end, which a cut file also has.
    ///
    /// # Errors
    /// Where the machine cannot read. Damage inside the file is skipped by libav or ends it.
    pub fn read(&mut self, packet: &mut Packet) -> Result<bool> {
        loop {
            packet.clear();
            // SAFETY: both are open.
            match unsafe { ffi::av_read_frame(self.0, packet.0) } {
                0.. => return Ok(true),
                END => return Ok(false),
                ffi::AVERROR_INVALIDDATA => {
                    // Damage that libav cannot step over would be met for ever.
                    if self.is_stuck() {
                        return Ok(false);
                    }
                }
                code if code == -libc::EAGAIN => {}
                code => {
                    let error = AvError::new("reading", code);
                    return if error.is_machine() { Err(error) } else { Ok(false) };
                }
            }
        }
    }

    fn is_stuck(&self) -> bool {
        // SAFETY: an input opened by path has a byte stream, or none for formats that need none.
        unsafe { self.get().pb.is_null() || (*self.get().pb).eof_reached != 0 || (*self.get().pb).error != 0 }
    }

    /// The rate libav guesses from header and timestamps; zero where it cannot.
    pub fn guess_frame_rate(&self, index: usize) -> Rational {
        // SAFETY: a stream of this context.
        unsafe { ffi::av_guess_frame_rate(self.0, *(*self.0).streams.add(index), ptr::null_mut()).into() }
    }
}

impl Drop for Input {
    fn drop(&mut self) {
        // SAFETY: closes what this value owns.
        unsafe { ffi::avformat_close_input(&mut self.0) }
    }
}
