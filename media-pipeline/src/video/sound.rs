//! The film's sound, one piece after the other: decoded, stereo at 48 kHz, without gaps, from the film's beginning on.

use super::{
    MAX_PIXELS, MAX_SECONDS,
    clock::Clock,
    fault::Fault,
    sound_clock::SoundClock,
    source::{SoundTrack, Source},
};
use crate::libav::{Decoder, Frame, Graph, Input, NO_TIME, Packet, Rational, SoundIn, rescale};
use anyhow::{Context, Result};
use std::{collections::VecDeque, mem};

/// Samples a second of every sound that is written.
pub const RATE: u32 = 48_000;
pub const UNIT: Rational = Rational::new(1, RATE as i32);

/// Gaps are filled and overlaps cut where they pass 20 ms, so that sound never drifts from its pictures.
const CHAIN: &str = "aresample=osr=48000:ochl=stereo:osf=fltp:async=1:min_hard_comp=0.02";

/// 24 dB over full scale: what is louder is no recording, and numbers beyond it, or none at all, break meters and encoders.
const LOUDEST: f32 = 16.0;

/// A longer gap, in samples, is filled piece by piece: a filter would hold all of its silence at once.
const LONG_GAP: i64 = RATE as i64;
static SILENCE: [f32; 4096] = [0.0; 4096];

/// How many pictures are read before a piece of sound is placed, so that those it belongs to are known; and how many pieces
/// wait for them at most.
const BEHIND: u64 = 4;
const MOST_WAITING: usize = 512;

/// Damage after which the rest of the sound is given up.
const MOST_FAULTS: u32 = 10_000;

/// Calls `each` with left and right of every piece. Damaged pieces become silence.
pub fn each(source: &Source, track: &SoundTrack, mut each: impl FnMut(&[f32], &[f32]) -> Result<()>) -> Result<()> {
    let (mut reader, mut clock) = Reader::open(source, track)?;
    let stream = reader.input.stream(track.index).context("the track that was there is gone")?;
    let mut decoder = Decoder::open(&stream, 1, MAX_PIXELS)?;
    let unit = stream.time_base();
    let mut path = Path { graph: None, result: Frame::new()?, samples: 0 };
    let (mut frame, mut faults) = (Frame::new()?, 0);
    loop {
        let packet = reader.next(&mut clock)?;
        faults += u32::from(decoder.send(packet.as_ref()).is_err());
        loop {
            match decoder.receive(&mut frame) {
                Ok(true) => {
                    let time = if frame.best_time() == NO_TIME { frame.pts() } else { frame.best_time() };
                    let length = frame.samples() as i64 * i64::from(RATE) / i64::from(frame.sample_rate().max(1));
                    let (at, gap) = clock.place((time != NO_TIME).then(|| rescale(time, unit, UNIT)), length);
                    frame.set_pts(at);
                    let taken = if gap > LONG_GAP { path.pause(at, &mut each) } else { Ok(()) };
                    match taken.and_then(|()| path.take(&frame, &mut each)) {
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
        if packet.is_none() || faults > MOST_FAULTS || path.samples > u64::from(RATE) * MAX_SECONDS {
            return match path.finish(&mut each) {
                Ok(()) | Err(Fault::Data(_)) => Ok(()),
                Err(Fault::Ours(error)) => Err(error),
            };
        }
    }
}

/// The packets of the sound, in order.
struct Reader {
    input: Input,
    sound: usize,
    /// Where the file's clock may jump: the pictures are read beside the sound.
    picture: Option<usize>,
    packet: Packet,
    /// With how many pictures had been read before it.
    waiting: VecDeque<(u64, Packet)>,
    pictures: u64,
    ended: bool,
}

impl Reader {
    fn open(source: &Source, track: &SoundTrack) -> Result<(Self, SoundClock)> {
        let mut input = Input::open(&source.path, MAX_PIXELS)?;
        let picture = source.jumps.then_some(source.picture.index);
        let wanted: Vec<usize> = picture.into_iter().chain([track.index]).collect();
        input.keep(&wanted);
        let stream = picture.map(|i| input.stream(i).context("the track that was there is gone")).transpose()?;
        let pictures = stream.map(|s| {
            let unit = s.time_base();
            (Clock::new(unit, source.origin, source.picture.rate, source.steady()), unit)
        });
        let clock = SoundClock::new(source.origin, source.steady(), pictures);
        let (packet, waiting) = (Packet::new()?, VecDeque::new());
        Ok((Self { input, sound: track.index, picture, packet, waiting, pictures: 0, ended: false }, clock))
    }

    /// `None` at the end. Tells `clock` of the pictures on the way.
    fn next(&mut self, clock: &mut SoundClock) -> Result<Option<Packet>> {
        loop {
            let due = self.ended || self.picture.is_none() || self.waiting.len() > MOST_WAITING;
            if self.waiting.front().is_some_and(|(seen, _)| due || self.pictures - seen >= BEHIND) {
                return Ok(self.waiting.pop_front().map(|(_, packet)| packet));
            }
            if self.ended {
                return Ok(None);
            }
            self.ended = !self.input.read(&mut self.packet)?;
            if self.ended {
                continue;
            }
            if self.packet.stream() == self.sound {
                self.waiting.push_back((self.pictures, mem::replace(&mut self.packet, Packet::new()?)));
            } else if Some(self.packet.stream()) == self.picture {
                self.pictures += 1;
                clock.see_picture(self.packet.pts(), self.packet.dts());
            }
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

    /// Silence up to `until`, in samples.
    fn pause(&mut self, until: i64, each: &mut impl FnMut(&[f32], &[f32]) -> Result<()>) -> Result<(), Fault> {
        self.finish(each)?;
        while let missing @ 1.. = until.saturating_sub(self.samples as i64) {
            let silence = &SILENCE[..SILENCE.len().min(missing as usize)];
            self.samples += silence.len() as u64;
            each(silence, silence)?;
        }
        Ok(())
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
