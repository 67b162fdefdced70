//! Captions that came inside the file, as WebVTT for the studio to start from.
//!
//! The file is read once for all tracks. Text goes to `captions` as its bytes stand there, because libav takes UTF-8 only
//! and files from China are full of GB 18030.

use super::{
    MAX_PIXELS,
    clock::TICKS,
    manifest::{Rendition, Warning},
    progress::Meter,
    source::{CaptionTrack, Source},
};
use crate::{
    libav::{Decoder, Input, NO_TIME, Packet, Rational, Stream, rescale},
    picture::{Folder, sha256},
};
use anyhow::{Context, Result};
use captions::{Format, MAX_BYTES, Markup, Piece};

/// A subtitle bomb ends here.
const MOST_PIECES: usize = 2 * captions::MAX_CUES;
const MOST_TRACKS: usize = 8;
/// Of a caption that does not say when it ends, in milliseconds.
const USUAL: i64 = 3000;
const MILLISECONDS: Rational = Rational::new(1, 1000);

/// One file for each track of text that can be read, and what an editor should know of those that could not, or not whole.
pub fn write(source: &Source, folder: &Folder, meter: &Meter) -> Result<(Vec<Rendition>, Vec<Warning>)> {
    let (mut renditions, mut warnings) = (Vec::new(), Vec::new());
    for (number, track) in read(source, meter)?.into_iter().enumerate() {
        let of = track.of;
        let mut warn = |message: String| {
            warnings
                .push(Warning { code: "captions", message: format!("文件里的第{}条字幕轨：{message}", number + 1) });
        };
        if matches!(track.reading, Reading::Unknown) {
            warn(format!("编码是{}，无法读取。请另外上传字幕文件。", of.codec));
            continue;
        }
        let Some(markup) = track.markup() else {
            warn("是图像，不能转成文字。请另外上传字幕文件。".to_owned());
            continue;
        };
        let captions = captions::read_track(&track.pieces, markup);
        // A track without a word is one that somebody forgot to fill.
        if captions.cues.is_empty() && track.dropped == 0 {
            continue;
        }
        for warning in &captions.warnings {
            warn(warning.message.clone());
        }
        if track.dropped > 0 {
            warn(format!("{}条字幕已损坏或超出上限，没有读入。请对照原片检查。", track.dropped));
        }
        if captions.cues.is_empty() {
            continue;
        }
        let text = captions::write_vtt(&captions.cues);
        let digest = sha256(text.as_bytes());
        let file = format!("captions-{number}-{}.vtt", &digest.as_str()[..16]);
        folder.put(&file, text.as_bytes())?;
        renditions.push(Rendition {
            language: of.language.clone(),
            codec: Some(of.codec.clone()),
            ..Rendition::new("captions", file, "text/vtt", text.len() as u64, digest)
        });
    }
    if source.captions.len() > MOST_TRACKS {
        let message = format!("文件里有{}条字幕轨，只读了前{MOST_TRACKS}条。其余的请另外上传。", source.captions.len());
        warnings.push(Warning { code: "captions", message });
    }
    Ok((renditions, warnings))
}

/// How the bytes of a packet become text.
enum Reading {
    /// They are text.
    Text(Markup),
    /// Two bytes of length, text, and boxes about its looks (3GPP TS 26.245).
    Timed,
    /// libav knows how; its text comes as events of ASS in UTF-8.
    Decoder(Decoder),
    Picture,
    /// Nobody here can read it.
    Unknown,
}

struct Track<'a> {
    of: &'a CaptionTrack,
    reading: Reading,
    unit: Rational,
    pieces: Vec<Piece>,
    bytes: usize,
    /// Captions that were damaged, or more than anybody reads.
    dropped: usize,
}

/// The tracks in the file's order, those too that cannot be read: their number is what an editor finds them by.
fn read<'a>(source: &'a Source, meter: &Meter) -> Result<Vec<Track<'a>>> {
    if source.captions.is_empty() {
        return Ok(Vec::new());
    }
    let mut input = Input::open(&source.path, MAX_PIXELS)?;
    let wanted: Vec<usize> = source.captions.iter().take(MOST_TRACKS).map(|t| t.index).collect();
    input.keep(&wanted);
    let mut tracks = Vec::new();
    for track in source.captions.iter().take(MOST_TRACKS) {
        let stream = input.stream(track.index).context("the track that was there is gone")?;
        tracks.push(Track::begin(track, &stream));
    }
    let mut packet = Packet::new()?;
    while input.read(&mut packet)? {
        if let Some(track) = tracks.iter_mut().find(|t| t.of.index == packet.stream()) {
            track.take(&mut packet, source.origin, meter);
        }
    }
    Ok(tracks)
}

impl<'a> Track<'a> {
    fn begin(of: &'a CaptionTrack, stream: &Stream<'_>) -> Self {
        let reading = match of.codec.as_str() {
            "subrip" | "srt" => Reading::Text(Markup::Of(Format::Srt)),
            "webvtt" => Reading::Text(Markup::Of(Format::Vtt)),
            "ass" | "ssa" => Reading::Text(Markup::Of(Format::Ass)),
            "text" => Reading::Text(Markup::Plain),
            "mov_text" => Reading::Timed,
            "hdmv_pgs_subtitle" | "dvd_subtitle" | "dvb_subtitle" | "xsub" => Reading::Picture,
            _ => Decoder::open(stream, 1, MAX_PIXELS).map_or(Reading::Unknown, Reading::Decoder),
        };
        Self { of, reading, unit: stream.time_base(), pieces: Vec::new(), bytes: 0, dropped: 0 }
    }

    fn markup(&self) -> Option<Markup> {
        match self.reading {
            Reading::Text(markup) => Some(markup),
            Reading::Timed => Some(Markup::Plain),
            Reading::Decoder(_) => Some(Markup::Of(Format::Ass)),
            Reading::Picture | Reading::Unknown => None,
        }
    }

    /// `origin` in ticks. A damaged caption is left out and counted, as a player would leave it out.
    fn take(&mut self, packet: &mut Packet, origin: i64, meter: &Meter) {
        let Some((start, end)) = self.times(packet, origin) else {
            self.dropped += 1;
            return;
        };
        meter.reached(rescale(i64::from(start), MILLISECONDS, TICKS));
        let texts = match &mut self.reading {
            Reading::Picture | Reading::Unknown => return,
            Reading::Text(_) => Some(vec![packet.data().to_vec()]),
            Reading::Timed => timed(packet.data()).map(|text| vec![text.to_vec()]),
            Reading::Decoder(decoder) => {
                decoder.subtitle(packet).ok().map(|texts| texts.into_iter().map(String::into_bytes).collect())
            }
        };
        let Some(texts) = texts else {
            self.dropped += 1;
            return;
        };
        // An empty one ends the one before it in some containers, and is no caption.
        for bytes in texts.into_iter().filter(|bytes| !bytes.trim_ascii().is_empty()) {
            if self.pieces.len() >= MOST_PIECES || self.bytes + bytes.len() > MAX_BYTES {
                self.dropped += 1;
                continue;
            }
            self.bytes += bytes.len();
            self.pieces.push(Piece { start, end, bytes });
        }
    }

    /// In milliseconds from the film's beginning; `None` where it is not shown within it.
    fn times(&self, packet: &Packet, origin: i64) -> Option<(u32, u32)> {
        if packet.pts() == NO_TIME {
            return None;
        }
        let start = rescale(packet.pts(), self.unit, MILLISECONDS).saturating_sub(rescale(origin, TICKS, MILLISECONDS));
        let duration = rescale(packet.duration(), self.unit, MILLISECONDS);
        let end = start.saturating_add(if duration > 0 { duration } else { USUAL });
        Some((u32::try_from(start.max(0)).ok()?, u32::try_from(end).ok().filter(|end| *end > 0)?))
    }
}

/// `None` where the length points past the end.
fn timed(sample: &[u8]) -> Option<&[u8]> {
    let (length, rest) = sample.split_first_chunk::<2>()?;
    rest.get(..usize::from(u16::from_be_bytes(*length)))
}
