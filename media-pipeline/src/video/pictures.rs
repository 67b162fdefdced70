//! The film's pictures, one after the other: decoded, timed, made BT.709, upright and of one size.

use super::{
    MAX_PIXELS, MAX_RATE, MAX_SECONDS,
    clock::{Clock, TICKS, TICKS_PER_SECOND},
    colour::{self, Colours},
    fault::Fault,
    refusal::Refusal,
    source::Source,
};
use crate::libav::{Decoder, Frame, Graph, Input, NO_TIME, Packet, rescale};
use anyhow::{Context, Result};

/// Damage in a row after which a file is given up: what follows is noise.
const MOST_FAULTS: u32 = 10_000;
/// What a film that is too fast has in front of one that lasts, in seconds: a burst is no fault.
const BURST: u64 = 60;

/// Calls `each` with every picture in order; its time is in ticks. Returns when the last one has been seen, in ticks.
///
/// # Errors
/// The outer error is the machine's or `each`'s; the inner one is the file's.
pub fn each(
    source: &Source,
    size: (u32, u32),
    decoder_threads: usize,
    each: impl FnMut(Frame) -> Result<()>,
) -> Result<Result<i64, Refusal>> {
    from(source, size, decoder_threads, 0, each)
}

/// As [`each`], from the last key frame on that is not after `begin`, in ticks; from the beginning where the file cannot be
/// searched. A file whose index lies may begin anywhere.
pub fn from(
    source: &Source,
    size: (u32, u32),
    decoder_threads: usize,
    begin: i64,
    mut each: impl FnMut(Frame) -> Result<()>,
) -> Result<Result<i64, Refusal>> {
    let (mut input, clock) = open(source, begin)?;
    let stream = input.stream(source.picture.index).context("the track that was there is gone")?;
    let mut decoder = Decoder::open(&stream, decoder_threads, MAX_PIXELS)?;
    let mut path = Path { source, size, clock, graph: None, result: Frame::new()?, count: 0 };
    let (mut packet, mut frame, mut faults) = (Packet::new()?, Frame::new()?, 0);
    let (mut decoded, mut damage) = (0, None);
    loop {
        let more = input.read(&mut packet)?;
        if more && packet.stream() != source.picture.index {
            continue;
        }
        let sent = decoder.send(more.then_some(&packet));
        faults += u32::from(sent.is_err());
        loop {
            match decoder.receive(&mut frame) {
                Ok(true) => {
                    decoded += 1;
                    match path.take(&mut frame, &mut each) {
                        Ok(()) => {}
                        Err(Fault::Ours(error)) => return Err(error),
                        Err(Fault::Data(error)) => {
                            path.graph = None;
                            (faults, damage) = (faults + 1, Some(error));
                        }
                    }
                    // Those that the clock leaves out were decoded all the same.
                    let seconds = (path.clock.end() / TICKS_PER_SECOND) as u64;
                    if seconds > MAX_SECONDS {
                        return Ok(Err(Refusal::TooLong));
                    }
                    if decoded > MAX_RATE * (seconds + BURST) {
                        return Ok(Err(Refusal::TooManyPictures));
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
        if !more || faults > MOST_FAULTS {
            break;
        }
    }
    match path.finish(&mut each) {
        Ok(()) => {}
        Err(Fault::Ours(error)) => return Err(error),
        Err(Fault::Data(error)) => damage = Some(error),
    }
    if path.count == 0 {
        return Ok(Err(Refusal::Broken(damage.map_or("no picture came out".to_owned(), |error| error.to_string()))));
    }
    Ok(Ok(path.clock.end()))
}

/// The file at that place, and its clock.
fn open(source: &Source, begin: i64) -> Result<(Input, Clock)> {
    let picture = &source.picture;
    let fresh = || -> Result<Input> {
        let mut input = Input::open(&source.path, MAX_PIXELS)?;
        input.keep(&[picture.index]);
        Ok(input)
    };
    let mut input = fresh()?;
    let unit = input.stream(picture.index).context("the track that was there is gone")?.time_base();
    if begin > 0 && input.is_continuous() {
        if input.seek(picture.index, rescale(begin.saturating_add(source.origin), TICKS, unit)) {
            let first = time_of(&picture.first);
            return Ok((input, Clock::within(unit, source.origin, picture.rate, source.steady(), first)));
        }
        input = fresh()?;
    }
    Ok((input, Clock::new(unit, source.origin, picture.rate, source.steady())))
}

/// In units of its track.
fn time_of(frame: &Frame) -> i64 {
    if frame.best_time() == NO_TIME { frame.pts() } else { frame.best_time() }
}

/// What the pictures go through; rebuilt where they change their shape.
struct Path<'a> {
    source: &'a Source,
    size: (u32, u32),
    clock: Clock,
    graph: Option<(Graph, Shape)>,
    result: Frame,
    count: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Shape {
    width: u32,
    height: u32,
    format: i32,
    interlaced: bool,
    colours: Colours,
}

impl Shape {
    fn of(frame: &Frame) -> Self {
        Self {
            width: frame.width(),
            height: frame.height(),
            format: frame.format(),
            interlaced: frame.is_interlaced(),
            colours: Colours::of(frame),
        }
    }
}

impl Path<'_> {
    fn take(&mut self, frame: &mut Frame, each: &mut impl FnMut(Frame) -> Result<()>) -> Result<(), Fault> {
        let Some(at) = self.clock.place(time_of(frame)) else { return Ok(()) };
        frame.set_pts(at);
        frame.drop_side_data();
        // An encoder that mixes progressive and interlaced pictures changes nothing about how they are treated.
        let shape = Shape {
            interlaced: frame.is_interlaced() || self.graph.as_ref().is_some_and(|g| g.1.interlaced),
            ..Shape::of(frame)
        };
        if self.graph.as_ref().is_none_or(|(_, held)| *held != shape) {
            self.finish(each)?;
            let coded = self.source.picture.coded;
            let other = u64::from(shape.width) * u64::from(coded.1) != u64::from(shape.height) * u64::from(coded.0);
            let chain = colour::chain(self.source, frame, self.size, other);
            self.graph = Some((Graph::pictures(frame, TICKS, &chain)?, shape));
        }
        if let Some((graph, _)) = &mut self.graph {
            graph.send(frame)?;
        }
        self.drain(each)
    }

    fn drain(&mut self, each: &mut impl FnMut(Frame) -> Result<()>) -> Result<(), Fault> {
        if let Some((graph, _)) = &mut self.graph {
            // A filter may count in a finer unit than it was given: deinterlacing does.
            let unit = graph.time_base();
            while graph.receive(&mut self.result)? {
                let mut picture = self.result.share()?;
                picture.set_pts(rescale(picture.pts(), unit, TICKS));
                picture.tag_as_bt709();
                picture.set_key(false);
                self.count += 1;
                each(picture)?;
            }
        }
        Ok(())
    }

    fn finish(&mut self, each: &mut impl FnMut(Frame) -> Result<()>) -> Result<(), Fault> {
        if let Some((graph, _)) = &mut self.graph {
            graph.end(self.clock.end())?;
        }
        self.drain(each)?;
        self.graph = None;
        Ok(())
    }
}
