//! The sound that is written: heard once, brought to the target loudness, encoded as AAC, and heard again as it came
//! out. What misses the target or passes the peak is encoded once more.

use super::{
    MAX_PIXELS,
    boxes::TrackKind,
    clock::TICKS_PER_SECOND,
    cmaf::{Track, Writer},
    limiter::Limiter,
    loudness::{self, Heard, PEAK, TARGET},
    manifest::Warning,
    progress::Meter,
    run::SEGMENT_SECONDS,
    sound::{self, RATE},
    source::{SoundTrack, Source},
};
use crate::libav::{Decoder, Encoder, Frame, Input, Packet, SoundSettings};
use anyhow::{Context, Result, bail, ensure};
use std::path::Path;

const BIT_RATE: u32 = 128_000;
const TICKS_IN_SAMPLE: f64 = TICKS_PER_SECOND as f64 / RATE as f64;
/// Two meters may differ by so much about a true peak, in dB: what is published keeps the limit by either.
const METERS_DIFFER: f64 = 0.2;
/// What lossy coding may add to a peak, in dB; taken off in advance.
const MARGIN: f64 = 0.9;
/// How far from the target a result may be, in LU, before it is made again.
const TOLERANCE: f64 = 0.4;
/// In which both the loudness and the peak are sought.
const ATTEMPTS: usize = 4;
/// In which the whole is only turned down, until its peak holds.
const MORE_ATTEMPTS: usize = 4;
/// An editor hears of a result that is further from the target than this, in LU.
const NOTICED: f64 = 1.0;

/// A finished soundtrack.
pub struct Soundtrack {
    pub track: Track,
    pub input: Heard,
    pub output: Heard,
    /// dB that were added to the whole.
    pub gain: f64,
}

impl Soundtrack {
    /// What an editor should know about it.
    pub fn warning(&self) -> Option<Warning> {
        let loudness = self.output.loudness;
        if self.input.is_silence() {
            let message = "声音几乎是静音，没有调整响度。如果本来应有解说，请检查录音。".to_owned();
            return Some(Warning { code: "silence", message });
        }
        // Where nothing can be measured nothing is missed.
        let missed = loudness.is_finite() && (loudness - TARGET).abs() > NOTICED;
        missed.then(|| Warning {
            code: "loudness",
            message: format!(
                "成片的响度是 {loudness:.1} LUFS，和 {TARGET} LUFS 的目标相差较大：原来的声音太小，或者忽大忽小。请听一听；如不满意，请在剪辑软件里把声音调匀后重新上传。"
            ),
        })
    }
}

/// Hears the whole sound once.
pub fn hear(source: &Source, track: &SoundTrack) -> Result<Heard> {
    let mut meter = loudness::Meter::new()?;
    sound::each(source, track, |left, right| meter.hear(left, right))?;
    Ok(meter.heard())
}

/// Encodes the sound; silence is added up to `end` in ticks, so that it lasts as long as the pictures.
///
/// # Errors
/// Where a peak above [`PEAK`] is left although the whole was turned down again and again.
pub fn make(
    source: &Source,
    track: &SoundTrack,
    heard: Heard,
    end: i64,
    folder: &Path,
    aigc: Option<&str>,
    meter: &Meter,
) -> Result<Soundtrack> {
    let samples = (heard.samples as i64).max(end * i64::from(RATE) / TICKS_PER_SECOND) as u64;
    let told = |attempt: usize, half: f64, done: u64| {
        // Nobody knows how many attempts there will be: each takes half of what is left.
        let work = attempt as f64 + half + 0.5 * (done as f64 / samples.max(1) as f64).min(1.0);
        meter.reached((samples as f64 * TICKS_IN_SAMPLE * (1.0 - 0.5f64.powf(work))) as i64);
    };
    let (mut gain, mut ceiling) = (heard.gain(), PEAK - MARGIN);
    for attempt in 0..ATTEMPTS + MORE_ATTEMPTS {
        let made = encode(source, track, samples, (gain, ceiling), folder, aigc, |done| told(attempt, 0.0, done))?;
        let output = listen(&folder.join(&made.file), |done| told(attempt, 0.5, done))
            .context("the sound that was written cannot be heard")?;
        let excess = output.true_peak - (PEAK - METERS_DIFFER);
        let off = if heard.is_silence() || !heard.is_measured() { 0.0 } else { TARGET - output.loudness };
        // Where the limiter takes off what the gain adds, more gain would only squash it.
        let off = if off > 0.0 && gain + off > heard.gain() + 6.0 { 0.0 } else { off };
        let last = attempt + 1 >= ATTEMPTS;
        if excess <= 0.0 && (last || off.abs() <= TOLERANCE) {
            return Ok(Soundtrack { track: made, input: heard, output, gain });
        }
        std::fs::remove_file(folder.join(&made.file)).context("cannot remove what was made in vain")?;
        if last {
            // Gain and ceiling by the same step: the limiter does what it did, and all of its result is lower.
            let step = excess + 0.2 * (attempt + 2 - ATTEMPTS) as f64;
            (gain, ceiling) = (gain - step, ceiling - step);
        } else {
            ceiling -= if excess > 0.0 { excess + 0.1 } else { 0.0 };
            gain += off;
        }
    }
    bail!("a peak above {PEAK} dB is left")
}

/// The sound as it is, for what is played before the rest is done.
pub fn rough(source: &Source, track: &SoundTrack, folder: &Path, aigc: Option<&str>) -> Result<Track> {
    encode(source, track, 0, (0.0, 0.0), folder, aigc, |_| {})
}

/// `gain` and `ceiling` in dB; `told` gets how many samples came in.
fn encode(
    source: &Source,
    track: &SoundTrack,
    least_samples: u64,
    (gain, ceiling): (f64, f64),
    folder: &Path,
    aigc: Option<&str>,
    told: impl Fn(u64),
) -> Result<Track> {
    let factor = 10f64.powf(gain / 20.0) as f32;
    let mut limiter = Limiter::new(10f64.powf(ceiling / 20.0) as f32);
    let mut coded = Coded::begin(folder, aigc)?;
    let mut taken = 0;
    sound::each(source, track, |left, right| {
        for (l, r) in left.iter().zip(right) {
            limiter.push([l * factor, r * factor], &mut |s| coded.hold(s));
        }
        taken += left.len() as u64;
        told(taken);
        coded.encode_held()
    })?;
    limiter.finish(&mut |s| coded.hold(s));
    coded.end(least_samples)
}

/// Samples on their way through the encoder.
struct Coded {
    encoder: Encoder,
    writer: Writer,
    held: [Vec<f32>; 2],
    size: usize,
    /// Samples that went into the encoder.
    sent: u64,
    /// The encoder's first packet only warms it up: it covers the time before the first sample. Left out, sound begins at
    /// zero without an edit list, which many players ignore.
    warm: bool,
    next_segment: i64,
    packet: Packet,
}

impl Coded {
    fn begin(folder: &Path, aigc: Option<&str>) -> Result<Self> {
        let encoder = Encoder::sound(SoundSettings { bit_rate: i64::from(BIT_RATE) })?;
        let kind = TrackKind::Sound { config: encoder.extradata().to_vec(), bit_rate: BIT_RATE };
        let size = encoder.frame_size();
        ensure!(size > 0, "the sound encoder names no frame size");
        Ok(Self {
            encoder,
            writer: Writer::create(folder, "audio", &kind, RATE, aigc)?,
            held: [Vec::new(), Vec::new()],
            size,
            sent: 0,
            warm: false,
            next_segment: 0,
            packet: Packet::new()?,
        })
    }

    fn hold(&mut self, [left, right]: [f32; 2]) {
        self.held[0].push(left);
        self.held[1].push(right);
    }

    fn encode_held(&mut self) -> Result<()> {
        let mut from = 0;
        while self.held[0].len() - from >= self.size {
            self.send(from)?;
            from += self.size;
        }
        for channel in &mut self.held {
            channel.drain(..from);
        }
        Ok(())
    }

    fn send(&mut self, from: usize) -> Result<()> {
        let mut frame = Frame::sound(self.size)?;
        for (channel, held) in self.held.iter().enumerate() {
            frame.channel_mut(channel).copy_from_slice(&held[from..from + self.size]);
        }
        frame.set_pts(self.sent as i64);
        self.sent += self.size as u64;
        self.encoder.send(Some(&frame))?;
        self.drain()
    }

    fn drain(&mut self) -> Result<()> {
        while self.encoder.receive(&mut self.packet)? {
            let pts = self.packet.pts();
            if pts < 0 && !std::mem::replace(&mut self.warm, true) {
                continue;
            }
            let begins = pts >= self.next_segment;
            if begins {
                let length = SEGMENT_SECONDS * i64::from(RATE);
                self.next_segment = (pts / length + 1) * length;
            }
            self.writer.write(pts, pts, true, begins, self.packet.data())?;
        }
        Ok(())
    }

    /// Fills the last frame, and as many as are missing, with silence.
    fn end(mut self, least_samples: u64) -> Result<Track> {
        self.encode_held()?;
        let total = (self.sent + self.held[0].len() as u64).max(least_samples).max(1);
        while self.sent < total {
            let size = self.size;
            for channel in &mut self.held {
                channel.resize(size.max(channel.len()), 0.0);
            }
            self.send(0)?;
            for channel in &mut self.held {
                channel.clear();
            }
        }
        self.encoder.send(None)?;
        self.drain()?;
        let end = self.sent as i64;
        self.writer.finish("audio", end)
    }
}

/// Decodes the file and hears it: the proof that it is sound, and how loud.
fn listen(path: &Path, told: impl Fn(u64)) -> Result<Heard> {
    let mut input = Input::open(path, MAX_PIXELS)?;
    let stream = input.stream(0).context("it has no track")?;
    let mut decoder = Decoder::open(&stream, 1, MAX_PIXELS)?;
    let (mut packet, mut frame, mut meter) = (Packet::new()?, Frame::new()?, loudness::Meter::new()?);
    let mut heard = 0;
    loop {
        let more = input.read(&mut packet)?;
        decoder.send(more.then_some(&packet))?;
        while decoder.receive(&mut frame)? {
            meter.hear(frame.channel(0), frame.channel(1))?;
            heard += frame.samples() as u64;
            told(heard);
        }
        if !more {
            return Ok(meter.heard());
        }
    }
}
