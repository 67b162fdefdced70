//! One track of a file, as its container describes it.

use super::options::pairs;
use ffmpeg_next::ffi;
use std::{ffi::CStr, slice};

/// A fraction, such as the unit of a stream's time in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rational {
    pub num: i32,
    pub den: i32,
}

impl Rational {
    pub const fn new(num: i32, den: i32) -> Self {
        Self { num, den }
    }

    /// Zero where it is no number.
    pub fn value(self) -> f64 {
        if self.den == 0 { 0.0 } else { f64::from(self.num) / f64::from(self.den) }
    }
}

impl From<ffi::AVRational> for Rational {
    fn from(r: ffi::AVRational) -> Self {
        Self { num: r.num, den: r.den }
    }
}

impl From<Rational> for ffi::AVRational {
    fn from(r: Rational) -> Self {
        Self { num: r.num, den: r.den }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamKind {
    Video,
    Sound,
    Subtitle,
    Other,
}

/// What a display matrix asks for: a turn clockwise, in degrees, after which the picture may be mirrored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rotation {
    /// 0, 90, 180 or 270.
    pub clockwise: u32,
    pub mirrored: bool,
}

impl Rotation {
    pub fn swaps_sides(self) -> bool {
        self.clockwise % 180 == 90
    }

    pub fn is_none(self) -> bool {
        self.clockwise == 0 && !self.mirrored
    }
}

/// Borrowed from its [`super::Input`].
#[derive(Clone, Copy)]
pub struct Stream<'a>(pub(super) &'a ffi::AVStream);

impl Stream<'_> {
    pub(super) fn parameters(&self) -> &ffi::AVCodecParameters {
        // SAFETY: libav allocates the parameters together with the stream.
        unsafe { &*self.0.codecpar }
    }

    pub fn index(&self) -> usize {
        self.0.index as usize
    }

    pub fn kind(&self) -> StreamKind {
        match self.parameters().codec_type {
            ffi::AVMediaType::AVMEDIA_TYPE_VIDEO => StreamKind::Video,
            ffi::AVMediaType::AVMEDIA_TYPE_AUDIO => StreamKind::Sound,
            ffi::AVMediaType::AVMEDIA_TYPE_SUBTITLE => StreamKind::Subtitle,
            _ => StreamKind::Other,
        }
    }

    /// A cover picture and not a film.
    pub fn is_cover(&self) -> bool {
        self.0.disposition & (ffi::AV_DISPOSITION_ATTACHED_PIC | ffi::AV_DISPOSITION_TIMED_THUMBNAILS) != 0
    }

    pub fn is_default(&self) -> bool {
        self.0.disposition & ffi::AV_DISPOSITION_DEFAULT != 0
    }

    /// `h264`, `aac`, …
    pub fn codec(&self) -> String {
        // SAFETY: a static string with a closing zero.
        unsafe { CStr::from_ptr(ffi::avcodec_get_name(self.parameters().codec_id)).to_string_lossy().into_owned() }
    }

    pub fn profile(&self) -> Option<String> {
        // SAFETY: null or a static string.
        unsafe {
            let name = ffi::avcodec_profile_name(self.parameters().codec_id, self.parameters().profile);
            (!name.is_null()).then(|| CStr::from_ptr(name).to_string_lossy().into_owned())
        }
    }

    /// True where libav has a decoder for it.
    pub fn is_decodable(&self) -> bool {
        // SAFETY: a lookup in a static table.
        unsafe { !ffi::avcodec_find_decoder(self.parameters().codec_id).is_null() }
    }

    pub fn time_base(&self) -> Rational {
        self.0.time_base.into()
    }

    pub fn frame_rate(&self) -> Rational {
        self.0.avg_frame_rate.into()
    }

    /// The rate that would hold every timestamp.
    pub fn real_frame_rate(&self) -> Rational {
        self.0.r_frame_rate.into()
    }

    pub fn size(&self) -> (u32, u32) {
        (self.parameters().width.max(0) as u32, self.parameters().height.max(0) as u32)
    }

    pub fn pixel_aspect(&self) -> (i32, i32) {
        let (own, coded) = (self.0.sample_aspect_ratio, self.parameters().sample_aspect_ratio);
        let ratio = if own.num > 0 { own } else { coded };
        if ratio.num > 0 && ratio.den > 0 { (ratio.num, ratio.den) } else { (1, 1) }
    }

    pub fn sample_rate(&self) -> u32 {
        self.parameters().sample_rate.max(0) as u32
    }

    pub fn channels(&self) -> u32 {
        self.parameters().ch_layout.nb_channels.max(0) as u32
    }

    /// What a decoder has to know first: `avcC`, `AudioSpecificConfig`, …
    pub fn extradata(&self) -> &[u8] {
        let parameters = self.parameters();
        if parameters.extradata.is_null() || parameters.extradata_size <= 0 {
            return &[];
        }
        // SAFETY: libav keeps so many bytes with the parameters.
        unsafe { slice::from_raw_parts(parameters.extradata, parameters.extradata_size as usize) }
    }

    pub fn language(&self) -> Option<String> {
        pairs(self.0.metadata).into_iter().find(|(name, _)| name.eq_ignore_ascii_case("language")).map(|(_, value)| value)
    }

    pub fn metadata(&self) -> Vec<(String, String)> {
        pairs(self.0.metadata)
    }

    /// From the display matrix (ISO/IEC 14496-12, 6.2.2), to the nearest quarter turn.
    pub fn rotation(&self) -> Rotation {
        let kind = ffi::AVPacketSideDataType::AV_PKT_DATA_DISPLAYMATRIX;
        let mut size = 0;
        // SAFETY: the side data belongs to the stream; nine integers are read only where it is long enough.
        let matrix: Option<[i32; 9]> = unsafe {
            let data = ffi::av_stream_get_side_data(self.0, kind, &mut size);
            (!data.is_null() && size >= 36).then(|| data.cast::<[i32; 9]>().read_unaligned())
        };
        let Some(mut matrix) = matrix else { return Rotation::default() };
        let mirrored = i64::from(matrix[0]) * i64::from(matrix[4]) - i64::from(matrix[1]) * i64::from(matrix[3]) < 0;
        // SAFETY: pure arithmetic on nine integers.
        let counter_clockwise = unsafe {
            if mirrored {
                ffi::av_display_matrix_flip(matrix.as_mut_ptr(), 1, 0);
            }
            ffi::av_display_rotation_get(matrix.as_ptr())
        };
        if !counter_clockwise.is_finite() {
            return Rotation::default();
        }
        let quarter = (-counter_clockwise / 90.0).round().rem_euclid(4.0) as u32;
        Rotation { clockwise: quarter * 90, mirrored }
    }
}
