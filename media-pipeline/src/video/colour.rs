//! What a picture has to go through before it is BT.709, upright, progressive and of the wanted size: the words for
//! libav's filters.

use super::source::Source;
use crate::libav::Frame;
use ffmpeg_next::ffi::{
    AVColorPrimaries, AVColorSpace,
    AVColorTransferCharacteristic::{self, AVCOL_TRC_ARIB_STD_B67, AVCOL_TRC_SMPTE2084},
    AVPixelFormat,
};

/// A high dynamic range, by its transfer function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hdr {
    /// SMPTE ST 2084.
    Pq,
    /// ARIB STD-B67.
    Hlg,
}

impl Hdr {
    pub fn of(frame: &Frame) -> Option<Self> {
        match frame.transfer() {
            AVCOL_TRC_SMPTE2084 => Some(Self::Pq),
            AVCOL_TRC_ARIB_STD_B67 => Some(Self::Hlg),
            _ => None,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Pq => "pq",
            Self::Hlg => "hlg",
        }
    }
}

/// What of a picture's colours decides about its chain: clips that were joined differ in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colours {
    hdr: Option<Hdr>,
    matrix: &'static str,
    full_range: bool,
    /// Of HDR only: nothing else looks at primaries.
    wide: bool,
}

impl Colours {
    pub fn of(frame: &Frame) -> Self {
        let hdr = Hdr::of(frame);
        Self { hdr, matrix: matrix(frame), full_range: frame.is_full_range(), wide: hdr.is_some() && !is_narrow(frame) }
    }
}

/// HDR in the gamut of BT.709, which is rare; BT.2020 is what the standards want.
fn is_narrow(frame: &Frame) -> bool {
    (frame.matrix(), frame.primaries()) == (AVColorSpace::AVCOL_SPC_BT709, AVColorPrimaries::AVCOL_PRI_BT709)
}

/// The chain for pictures like `first`, to `width` × `height` upright. One that differs in shape from the film's first
/// picture is set into the frame with bars instead of being stretched.
pub fn chain(source: &Source, first: &Frame, (width, height): (u32, u32), other_shape: bool) -> String {
    let rotation = source.picture.rotation;
    // Turning comes after scaling: fewer pixels to turn.
    let (w, h) = if rotation.swaps_sides() { (height, width) } else { (width, height) };
    let mut chain: Vec<String> = Vec::new();
    if first.is_interlaced() {
        chain.push("bwdif=mode=send_frame:parity=auto:deint=interlaced".into());
    }
    match Hdr::of(first) {
        Some(_) => chain.extend(tone_map(first, (w, h))),
        None => chain.extend(standard(first, (w, h), other_shape)),
    }
    match rotation.clockwise {
        90 => chain.push("transpose=clock".into()),
        180 => chain.push("hflip,vflip".into()),
        270 => chain.push("transpose=cclock".into()),
        _ => {}
    }
    if rotation.mirrored {
        chain.push("hflip".into());
    }
    if chain.is_empty() { "null".into() } else { chain.join(",") }
}

fn standard(first: &Frame, (w, h): (u32, u32), other_shape: bool) -> Vec<String> {
    let matrix = matrix(first);
    let yuv420p = first.format() == AVPixelFormat::AV_PIX_FMT_YUV420P as i32;
    let as_it_is = yuv420p && matrix == "bt709" && !first.is_full_range() && (first.width(), first.height()) == (w, h);
    if as_it_is {
        return Vec::new();
    }
    let range = if first.is_full_range() { "full" } else { "limited" };
    let colours = format!("flags=bicubic:in_color_matrix={matrix}:in_range={range}:out_color_matrix=bt709:out_range=limited");
    if other_shape {
        return vec![
            format!("scale=w={w}:h={h}:force_original_aspect_ratio=decrease:force_divisible_by=2:{colours}"),
            "format=yuv420p".into(),
            format!("pad={w}:{h}:-1:-1"),
        ];
    }
    vec![format!("scale=w={w}:h={h}:{colours}"), "format=yuv420p".into()]
}

/// Scaled in light and not in code values, then from the wide range and gamut down to BT.709. 203 cd/m² is reference
/// white (ITU-R BT.2408), and 1000 the peak that phones and graded films have.
///
/// Mobius leaves everything up to half of reference white as it is, so that faces and meadows keep their light, and
/// presses what is brighter together; libav's hable darkens the whole.
fn tone_map(first: &Frame, (w, h): (u32, u32)) -> Vec<String> {
    let transfer = if first.transfer() == AVCOL_TRC_SMPTE2084 { "smpte2084" } else { "arib-std-b67" };
    let (matrix, primaries) = if is_narrow(first) { ("709", "709") } else { ("2020_ncl", "2020") };
    let range = if first.is_full_range() { "full" } else { "limited" };
    vec![
        format!("zscale=w={w}:h={h}:filter=bicubic:tin={transfer}:min={matrix}:pin={primaries}:rin={range}:t=linear:npl=203"),
        "format=gbrpf32le".into(),
        "zscale=p=bt709".into(),
        "tonemap=tonemap=mobius:param=0.5:peak=4.926:desat=0".into(),
        "zscale=t=bt709:m=bt709:p=bt709:r=limited".into(),
        "format=yuv420p".into(),
    ]
}

/// libav's name of the matrix. Untagged pictures are of high definition by their height, as every player guesses.
fn matrix(first: &Frame) -> &'static str {
    match first.matrix() {
        AVColorSpace::AVCOL_SPC_BT709 => "bt709",
        AVColorSpace::AVCOL_SPC_BT470BG | AVColorSpace::AVCOL_SPC_SMPTE170M => "smpte170m",
        AVColorSpace::AVCOL_SPC_SMPTE240M => "smpte240m",
        AVColorSpace::AVCOL_SPC_FCC => "fcc",
        AVColorSpace::AVCOL_SPC_BT2020_NCL | AVColorSpace::AVCOL_SPC_BT2020_CL => "bt2020",
        AVColorSpace::AVCOL_SPC_RGB => "auto",
        _ if first.height().min(first.width()) >= 720 => "bt709",
        _ => "smpte170m",
    }
}

/// `bt2020`, `bt709`, …: for the manifest.
pub fn is_wide(transfer: AVColorTransferCharacteristic) -> bool {
    matches!(transfer, AVCOL_TRC_SMPTE2084 | AVCOL_TRC_ARIB_STD_B67)
}
