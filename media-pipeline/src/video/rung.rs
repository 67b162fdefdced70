//! One size of the film: scaled from the size above, encoded by x264 or SVT-AV1, written as one track.

use super::{
    boxes::{Coding, TrackKind},
    clock::{TICKS, TICKS_PER_SECOND},
    cmaf::{Track, Writer, avc_record, with_lengths},
    obu,
    plan::Rung,
    progress::Meter,
};
use crate::libav::{Encoder, Frame, Packet, Rational, Scaler, VideoSettings};
use anyhow::{Context, Result};
use ffmpeg_next::ffi::AVPixelFormat::AV_PIX_FMT_YUV420P;
use std::{
    path::Path,
    sync::mpsc::{Receiver, SyncSender},
};

/// A picture on its way to the encoders.
pub struct Still {
    pub frame: Frame,
    /// A segment begins with it, in every rung.
    pub key: bool,
}

/// What encodes the pictures, and how hard it tries.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    pub encoder: Codec,
    pub preset: &'static str,
    pub crf: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    H264,
    Av1,
}

impl Codec {
    /// What the rung's files are called.
    pub fn name(self, rung: &Rung) -> String {
        match self {
            Self::H264 => rung.name(),
            Self::Av1 => format!("{}-av1", rung.name()),
        }
    }
}

/// The ladder's.
pub const LADDER: Effort = Effort { encoder: Codec::H264, preset: "veryfast", crf: "23" };

/// Of H.264, one: the rungs run side by side. With more, x264's control of the rate looks at how far the other threads
/// happen to be, and the same film gives other bytes each time. SVT-AV1 gives the same bytes with any number.
const THREADS: usize = 1;

/// Small pictures are for poor lines: half of sixty pictures a second is enough there.
const CALM_BELOW: u32 = 480;
const CALM_STEP: i64 = TICKS_PER_SECOND / 31;

pub struct Task<'a> {
    pub rung: Rung,
    pub effort: Effort,
    /// Size of the pictures that come in.
    pub from: (u32, u32),
    pub pictures: Receiver<Still>,
    /// The rung below, which goes on from this one's pictures.
    pub below: Option<SyncSender<Still>>,
    /// Pictures a second.
    pub rate: f64,
    pub folder: &'a Path,
    pub aigc: Option<&'a str>,
    pub meter: Meter,
}

/// Takes pictures until there are no more; `end` tells then when the last one has been seen, in ticks.
pub fn run(task: Task<'_>, end: impl FnOnce() -> i64) -> Result<Track> {
    let Task { rung, effort, from, pictures, below, rate, folder, aigc, meter } = task;
    let name = effort.encoder.name(&rung);
    let same = from == (rung.width, rung.height);
    let mut scaler = if same { None } else { Some(Scaler::new(from, (rung.width, rung.height), AV_PIX_FMT_YUV420P)?) };
    let mut track = encode(&rung, &name, effort, rate, folder, aigc).with_context(|| format!("the rung {name}"))?;
    let calm = rung.short_side() <= CALM_BELOW && rate > 31.0;
    let mut last = i64::MIN;
    for Still { mut frame, key } in pictures {
        if let Some(scaler) = &mut scaler {
            frame = scaler.scale(&frame)?;
            frame.tag_as_bt709();
        }
        if let Some(below) = &below {
            // Where the rung below failed its own error says why.
            below.send(Still { frame: frame.share()?, key }).ok();
        }
        let at = frame.pts();
        if calm && !key && at.saturating_sub(last) < CALM_STEP {
            continue;
        }
        last = at;
        frame.set_key(key);
        track.take(Some(&frame))?;
        meter.reached(at);
    }
    drop(below);
    track.take(None)?;
    track.writer.finish(&name, end())
}

/// From a packet to a sample of the file.
type Sample = fn(&[u8]) -> Vec<u8>;

struct Encoding {
    encoder: Encoder,
    writer: Writer,
    packet: Packet,
    sample: Sample,
}

fn encode(rung: &Rung, name: &str, effort: Effort, rate: f64, folder: &Path, aigc: Option<&str>) -> Result<Encoding> {
    let (max, buffer) = (rung.max_rate.to_string(), (rung.max_rate * 2).to_string());
    let x264 = [
        ("preset", effort.preset),
        ("crf", effort.crf),
        ("maxrate", &*max),
        ("bufsize", &*buffer),
        ("profile", "high"),
        // Segments begin where we say and nowhere else.
        ("g", "100000"),
        ("sc_threshold", "0"),
        ("forced-idr", "1"),
        ("flags", "+bitexact"),
    ];
    let svt =
        [("preset", effort.preset), ("crf", effort.crf), ("g", "100000"), ("svtav1-params", "enable-force-key-frames=1:scd=0")];
    let (encoder, options): (_, &[_]) = match effort.encoder {
        Codec::H264 => ("libx264", &x264),
        Codec::Av1 => ("libsvtav1", &svt),
    };
    let encoder = Encoder::video(&VideoSettings {
        encoder,
        width: rung.width,
        height: rung.height,
        time_base: TICKS,
        frame_rate: Rational::new((rate * 1000.0).round() as i32, 1000),
        threads: THREADS,
        options,
    })?;
    let (coding, sample) = match effort.encoder {
        Codec::H264 => (Coding::Avc(avc_record(encoder.extradata())?), with_lengths as Sample),
        Codec::Av1 => (Coding::Av1(obu::record(encoder.extradata())?), obu::without_delimiters as Sample),
    };
    let kind = TrackKind::Picture { width: rung.width, height: rung.height, coding };
    let writer = Writer::create(folder, name, &kind, TICKS_PER_SECOND as u32, aigc)?;
    Ok(Encoding { encoder, writer, packet: Packet::new()?, sample })
}

impl Encoding {
    fn take(&mut self, frame: Option<&Frame>) -> Result<()> {
        self.encoder.send(frame)?;
        while self.encoder.receive(&mut self.packet)? {
            let (pts, dts, key) = (self.packet.pts(), self.packet.dts(), self.packet.is_key());
            self.writer.write(pts, dts, key, key, &(self.sample)(self.packet.data()))?;
        }
        Ok(())
    }
}
