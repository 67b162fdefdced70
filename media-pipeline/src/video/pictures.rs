//! The film's pictures, one after the other: decoded, timed, made BT.709, upright and of one size.

use super::{
    MAX_PIXELS, MAX_SECONDS,
    clock::{Clock, TICKS, TICKS_PER_SECOND},
    colour::{self, Colours},
    refusal::Refusal,
    source::Source,
};
use crate::libav::{Decoder, Frame, Graph, Input, NO_TIME, Packet, rescale};
use anyhow::{Context, Result};

/// Damage in a row after which a file is given up: what follows is noise.
const MOST_FAULTS: u32 = 10_000;

/// Calls `each` with every picture in order; its time is in ticks. Returns when the last one has been seen, in ticks.
///
/// # Errors
/// The outer error is the machine's or `each`'s; the inner one is the file's.
pub fn each(
    source: &Source,
    size: (u32, u32),
    decoder_threads: usize,
    mut each: impl FnMut(Frame) -> Result<()>,
) -> Result<Result<i64, Refusal>> {
    let mut input = Input::open(&source.path, MAX_PIXELS)?;
    input.keep(&[source.picture.index]);
    let stream = input.stream(source.picture.index).context("the track that was there is gone")?;
    let mut decoder = Decoder::open(&stream, decoder_threads, MAX_PIXELS)?;
    let mut path = Path {
        source,
        size,
        clock: Clock::new(stream.time_base(), source.origin, source.picture.rate),
        graph: None,
        result: Frame::new()?,
        count: 0,
    };
    let (mut packet, mut frame, mut faults) = (Packet::new()?, Frame::new()?, 0);
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
                    if path.take(&mut frame, &mut each)? > MAX_SECONDS as i64 * TICKS_PER_SECOND {
                        return Ok(Err(Refusal::TooLong));
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
    path.finish(&mut each)?;
    if path.count == 0 { Ok(Err(Refusal::Broken("no picture came out".to_owned()))) } else { Ok(Ok(path.clock.end())) }
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
    /// Answers when the picture is shown, in ticks.
    fn take(&mut self, frame: &mut Frame, each: &mut impl FnMut(Frame) -> Result<()>) -> Result<i64> {
        let time = if frame.best_time() == NO_TIME { frame.pts() } else { frame.best_time() };
        let Some(at) = self.clock.place(time) else { return Ok(0) };
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
        self.drain(each)?;
        Ok(at)
    }

    fn drain(&mut self, each: &mut impl FnMut(Frame) -> Result<()>) -> Result<()> {
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

    fn finish(&mut self, each: &mut impl FnMut(Frame) -> Result<()>) -> Result<()> {
        if let Some((graph, _)) = &mut self.graph {
            graph.end(self.clock.end())?;
        }
        self.drain(each)?;
        self.graph = None;
        Ok(())
    }
}
