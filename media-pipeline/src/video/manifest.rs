//! `manifest.json`: what came in, what was made of it. The worker reads it; its form changes only with [`VERSION`].

use super::{
    clock::TICKS_PER_SECOND,
    colour::{self, Hdr},
    mark,
    source::Source,
};
use crate::picture::parsed_label;
use domain::Digest;
use serde::Serialize;
use serde_json::Value;

pub const VERSION: u32 = 1;

#[derive(Serialize)]
pub struct Manifest {
    pub version: u32,
    /// As seen: upright, square pixels.
    pub width: u32,
    pub height: u32,
    pub duration_ms: u64,
    pub input: Probe,
    pub renditions: Vec<Rendition>,
    /// `#a1b2c3`: the poster's average colour.
    pub placeholder: String,
    pub thumbhash: String,
    pub loudness: Option<Loudness>,
    pub warnings: Vec<Warning>,
}

/// The input as it was understood.
#[derive(Serialize)]
pub struct Probe {
    /// libav's names of the container.
    pub format: String,
    pub bytes: u64,
    pub sha256: Digest,
    /// What the file says of itself.
    pub duration_ms: Option<u64>,
    /// Where its clock begins.
    pub start_ms: i64,
    pub tracks: usize,
    pub video: Picture,
    pub audio: Option<Sound>,
    pub captions: Vec<Captions>,
    /// The implicit label of GB 45438-2025, as found.
    pub aigc: Option<Value>,
    /// True where the file says where it was recorded; no output does.
    pub location: bool,
}

#[derive(Serialize)]
pub struct Picture {
    pub codec: String,
    pub profile: Option<String>,
    /// As coded.
    pub width: u32,
    pub height: u32,
    /// Degrees clockwise by which the file asks to turn it.
    pub rotation: u32,
    pub mirrored: bool,
    /// Width to height of a pixel: `1:1`.
    pub sar: String,
    pub frame_rate: f64,
    pub variable_frame_rate: bool,
    pub bit_depth: u32,
    /// `none`, `pq` or `hlg`.
    pub hdr: &'static str,
    pub interlaced: bool,
    pub pixel_format: String,
}

#[derive(Serialize)]
pub struct Sound {
    pub codec: String,
    pub channels: u32,
    pub sample_rate: u32,
}

#[derive(Serialize)]
pub struct Captions {
    /// Number of the track in the file.
    pub track: usize,
    pub codec: String,
    pub language: Option<String>,
}

#[derive(Clone, Serialize)]
pub struct Rendition {
    /// Codes of `domain::RenditionRole`.
    pub role: &'static str,
    /// A name in the same folder, with a part of the hash: fit to be a storage key's last segment.
    pub file: String,
    pub media_type: &'static str,
    /// In pixels; 0 of what is not seen.
    pub width: u32,
    pub height: u32,
    pub bytes: u64,
    /// Bits per second, on average.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bit_rate: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_ms: Option<u64>,
    /// RFC 6381.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub codec: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    pub sha256: Digest,
}

impl Rendition {
    pub fn new(role: &'static str, file: String, media_type: &'static str, bytes: u64, sha256: Digest) -> Self {
        Self {
            role,
            file,
            media_type,
            width: 0,
            height: 0,
            bytes,
            bit_rate: None,
            duration_ms: None,
            codec: None,
            language: None,
            sha256,
        }
    }
}

/// After EBU R128.
#[derive(Clone, Serialize)]
pub struct Loudness {
    /// `None`: silence.
    pub input_lufs: Option<f64>,
    pub output_lufs: Option<f64>,
    pub true_peak_db: f64,
    pub gain_db: f64,
}

/// What an editor should know about a film that was taken all the same.
#[derive(Clone, Serialize)]
pub struct Warning {
    pub code: &'static str,
    /// In Chinese.
    pub message: String,
}

/// What is known of the input, for `probe` and for the manifest.
pub fn probe(source: &Source, sha256: Digest) -> Probe {
    let picture = &source.picture;
    let first = &picture.first;
    let (pixel_format, bit_depth) = first.format_name();
    Probe {
        format: source.format.clone(),
        bytes: source.bytes,
        sha256,
        duration_ms: source.duration.map(|s| (s * 1000.0).round() as u64),
        start_ms: source.origin * 1000 / TICKS_PER_SECOND,
        tracks: source.tracks,
        video: Picture {
            codec: picture.codec.clone(),
            profile: picture.profile.clone(),
            width: picture.coded.0,
            height: picture.coded.1,
            rotation: picture.rotation.clockwise,
            mirrored: picture.rotation.mirrored,
            sar: format!("{}:{}", picture.aspect.0, picture.aspect.1),
            frame_rate: (picture.rate * 1000.0).round() / 1000.0,
            variable_frame_rate: picture.variable_rate,
            bit_depth,
            hdr: Hdr::of(first).map_or("none", Hdr::name),
            interlaced: first.is_interlaced(),
            pixel_format,
        },
        audio: source.sound.as_ref().map(|s| Sound { codec: s.codec.clone(), channels: s.channels, sample_rate: s.sample_rate }),
        captions: source
            .captions
            .iter()
            .map(|c| Captions { track: c.index, codec: c.codec.clone(), language: c.language.clone() })
            .collect(),
        aigc: mark::found(&source.metadata).map(parsed_label),
        location: source.metadata.iter().any(|(name, _)| is_place(name)),
    }
}

/// Keys under which cameras write where they were.
fn is_place(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.contains("location") || name.contains("gps") || name == "xyz" || name == "\u{a9}xyz" || name == "loci"
}

/// What can be seen from the input alone.
pub fn warnings(source: &Source, declared: mark::Declared) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut warn = |code, message: String| warnings.push(Warning { code, message });
    let (width, height) = source.picture.size;
    if width.min(height) < 360 {
        warn("small", format!("画面只有 {width}×{height}，在手机上也会显得模糊。如有更清晰的文件，建议重新上传。"));
    }
    if source.sound.is_none() {
        warn("no-sound", "没有可以解码的声音。如果视频本来就没有解说，请在字幕处说明“无解说”。".into());
    }
    if colour::is_wide(source.picture.first.transfer()) {
        warn("hdr", "这是 HDR 视频，已转换为普通动态范围，请看一看颜色和亮度是否合适。".into());
    }
    if mark::found(&source.metadata).is_some() && declared == mark::Declared::None {
        warn("aigc", "文件带有人工智能生成内容的标识，已保留。请在作品里如实声明人工智能的使用情况。".into());
    }
    if let Some(bytes) = mark::too_long(&source.metadata) {
        let most = mark::LONGEST;
        let words = "没有保留。请核对文件的来源，并在作品里如实声明人工智能的使用情况。";
        warn("aigc-too-long", format!("文件带有人工智能生成内容的标识，但长达{bytes}字节，超过{most}字节，不合规定，{words}"));
    }
    if source.picture.first.is_interlaced() {
        warn("interlaced", "这是隔行扫描的视频，已转换为逐行。".into());
    }
    warnings
}
