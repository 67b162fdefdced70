//! The film's sound, one piece after the other: decoded, stereo at 48 kHz, without gaps, from the film's beginning on.

use super::{
    MAX_PIXELS, MAX_SECONDS,
    clock::TICKS,
    fault::Fault,
    source::{SoundTrack, Source},
};
use crate::libav::{Decoder, Frame, Graph, Input, NO_TIME, Packet, Rational, SoundIn, rescale};
use anyhow::{Context, Result};

/// Samples a second of every sound that is written.
pub const RATE: u32 = 48_000;
const UNIT: Rational = Rational::new(1, RATE as i32);

/// Gaps are filled and overlaps cut where they pass 20 ms, so that sound never drifts from its pictures.
const CHAIN: &str = "aresample=osr=48000:ochl=stereo:osf=fltp:async=1:min_hard_comp=0.02";

/// 24 dB over full scale: what is louder is no recording, and numbers beyond it, or none at all, break meters and encoders.
const LOUDEST: f32 = 16.0;

/// Jumps of the clock that may be true, in samples: a pause, and an overlap.
const FURTHEST_AHEAD: i64 = 60 * RATE as i64;
const FURTHEST_BACK: i64 = RATE as i64;

/// Damage after which the rest of the sound is given up.
const MOST_FAULTS: u32 = 10_000;

/// Calls `each` with left and right of every piece. Damaged pieces become silence.
pub fn each(source: &Source, track: &SoundTrack, mut each: impl FnMut(&[f32], &[f32]) -> Result<()>) -> Result<()> {
    let mut input = Input::open(&source.path, MAX_PIXELS)?;
    input.keep(&[track.index]);
    let stream = input.stream(track.index).context("the track that was there is gone")?;
    let mut decoder = Decoder::open(&stream, 1, MAX_PIXELS)?;
    let unit = stream.time_base();
    let mut origin = rescale(source.origin, TICKS, UNIT);
    let mut path = Path { graph: None, result: Frame::new()?, samples: 0 };
    let (mut packet, mut frame, mut faults) = (Packet::new()?, Frame::new()?, 0);
    let mut next = 0;
    loop {
        let more = input.read(&mut packet)?;
        if more && packet.stream() != track.index {
            continue;
        }
        faults += u32::from(decoder.send(more.then_some(&packet)).is_err());
        loop {
            match decoder.receive(&mut frame) {
                Ok(true) => {
                    let time = if frame.best_time() == NO_TIME { frame.pts() } else { frame.best_time() };
                    let mut at = if time == NO_TIME { next } else { rescale(time, unit, UNIT).saturating_sub(origin) };
                    // A clock that jumps is a fault of the file, and so are files that were joined as they are: sound goes on
                    // where it was, as the pictures do.
                    if at > next.saturating_add(FURTHEST_AHEAD) || at < next.saturating_sub(FURTHEST_BACK) {
                        origin = origin.saturating_add(at.saturating_sub(next));
                        at = next;
                    }
                    frame.set_pts(at);
                    next = at + frame.samples() as i64 * i64::from(RATE) / i64::from(frame.sample_rate().max(1));
                    match path.take(&frame, &mut each) {
                        Ok(()) => {}
                        Err(Fault::Ours(error)) => return Err(error),
                        Err(Fault::Data(_)) => {
                            path.graph = None;
                            faults += 1;
                        }
                    }
                }
                Ok(false) => break,
                Err(error) if error.is_machine() => return Err(error.into()),
                Err(_) => {
                    faults += 1;
                    if faults > MOST_FAULTS {
                        break;
                    }
                }
            }
        }
        if !more || faults > MOST_FAULTS || path.samples > u64::from(RATE) * MAX_SECONDS {
            return match path.finish(&mut each) {
                Ok(()) | Err(Fault::Data(_)) => Ok(()),
                Err(Fault::Ours(error)) => Err(error),
            };
        }
    }
}

struct Path {
    graph: Option<(Graph, Shape)>,
    result: Frame,
    samples: u64,
}

/// Form of the samples, rate, and where the channels are: a broadcast goes from stereo to 5.1 and back.
type Shape = (i32, u32, (u32, i32, u64));

impl Path {
    fn take(&mut self, frame: &Frame, each: &mut impl FnMut(&[f32], &[f32]) -> Result<()>) -> Result<(), Fault> {
        if frame.sample_rate() == 0 || frame.samples() == 0 {
            return Ok(());
        }
        let shape = (frame.format(), frame.sample_rate(), frame.layout());
        if self.graph.as_ref().is_none_or(|(_, held)| *held != shape) {
            self.finish(each)?;
            // What lies between the end of what came out and this frame is filled with silence: at the beginning and after damage too.
            let chain = format!("{CHAIN}:first_pts={}", self.samples);
            self.graph = Some((Graph::sound(frame, SoundIn { time_base: UNIT }, &chain)?, shape));
        }
        if let Some((graph, _)) = &mut self.graph {
            graph.send(frame)?;
        }
        self.drain(each)
    }

    fn drain(&mut self, each: &mut impl FnMut(&[f32], &[f32]) -> Result<()>) -> Result<(), Fault> {
        if let Some((graph, _)) = &mut self.graph {
            while graph.receive(&mut self.result)? {
                self.samples += self.result.samples() as u64;
                tame(&mut self.result)?;
                each(self.result.channel(0), self.result.channel(1))?;
            }
        }
        Ok(())
    }

    fn finish(&mut self, each: &mut impl FnMut(&[f32], &[f32]) -> Result<()>) -> Result<(), Fault> {
        if let Some((graph, _)) = &mut self.graph {
            graph.end(NO_TIME)?;
        }
        self.drain(each)?;
        self.graph = None;
        Ok(())
    }
}

/// Bytes of a file may be any numbers, where its sound is coded as such.
fn tame(sound: &mut Frame) -> Result<(), Fault> {
    let wild = |sample: &f32| sample.is_nan() || sample.abs() > LOUDEST;
    if (0..2).any(|channel| sound.channel(channel).iter().any(wild)) {
        sound.make_writable()?;
        for channel in 0..2 {
            for sample in sound.channel_mut(channel) {
                *sample = if sample.is_nan() { 0.0 } else { sample.clamp(-LOUDEST, LOUDEST) };
            }
        }
    }
    Ok(())
}
