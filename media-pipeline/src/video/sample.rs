//! The beginning and the end of a finished file, decoded: the proof that what was only copied plays.
//!
//! Not the whole, because it is what somebody waits for.

use super::{
    MAX_PIXELS,
    clock::{TICKS, TICKS_PER_SECOND},
    run::decoder_threads,
};
use crate::libav::{Decoder, Frame, Input, NO_TIME, Packet, Rational, Stream, StreamKind, rescale};
use anyhow::{Context, Result, ensure};
use std::path::Path;

/// In ticks.
const BEGINNING: i64 = 10 * TICKS_PER_SECOND;

/// Of pictures, in the beginning and in the end: those of ten seconds of full HD. Larger ones would take too long.
const MOST_PIXELS: u64 = 300 * 1920 * 1080;

/// Decodes the first ten seconds and the last group of pictures, with the sound beside them.
///
/// # Errors
/// Where a piece cannot be decoded, a picture is missing, or a decoder had to make a part of one up.
pub fn plays(path: &Path) -> Result<()> {
    let mut input = Input::open(path, MAX_PIXELS)?;
    let picture = input.streams().find(|s| s.kind() == StreamKind::Video).context("it has no picture")?;
    let (index, unit) = (picture.index(), picture.time_base());
    if stretch(&mut input, index, Some(BEGINNING)).context("its beginning does not play")? == Ended::File {
        return Ok(());
    }
    let lasts = input.duration().context("it does not say how long it lasts")?;
    let end = rescale((lasts * TICKS_PER_SECOND as f64) as i64, TICKS, unit);
    ensure!(input.seek(index, end), "it cannot be searched");
    stretch(&mut input, index, None).context("its end does not play").map(drop)
}

#[derive(PartialEq, Eq)]
enum Ended {
    File,
    Enough,
}

/// Decodes from where the file is read up to `until`, in ticks.
fn stretch(input: &mut Input, picture: usize, until: Option<i64>) -> Result<Ended> {
    let mut tracks = input.streams().map(|s| Decoding::begin(&s, s.index() == picture)).collect::<Result<Vec<_>>>()?;
    let (width, height) = input.stream(picture).context("it has no picture")?.size();
    let most = (MOST_PIXELS / (u64::from(width) * u64::from(height)).max(1)).max(2);
    let mut packet = Packet::new()?;
    let ended = loop {
        if !input.read(&mut packet)? {
            break Ended::File;
        }
        let track = tracks.get_mut(packet.stream()).context("a track that was not there")?;
        if until.is_some_and(|until| track.time(&packet) > until) || track.taken >= most && track.is_picture {
            break Ended::Enough;
        }
        track.take(&packet, until.is_none())?;
    };
    for track in &mut tracks {
        track.finish(until.is_some())?;
    }
    Ok(ended)
}

struct Decoding {
    decoder: Decoder,
    unit: Rational,
    is_picture: bool,
    /// When the first picture is shown.
    first: Option<i64>,
    taken: u64,
    /// Of those that were taken, how many are to come out.
    shown: u64,
    seen: u64,
    frame: Frame,
}

impl Decoding {
    fn begin(stream: &Stream<'_>, is_picture: bool) -> Result<Self> {
        let mut decoder = Decoder::open(stream, if is_picture { decoder_threads() } else { 1 }, MAX_PIXELS)?;
        decoder.only_prove();
        let (unit, frame) = (stream.time_base(), Frame::new()?);
        Ok(Self { decoder, unit, is_picture, first: None, taken: 0, shown: 0, seen: 0, frame })
    }

    /// In ticks.
    fn time(&self, packet: &Packet) -> i64 {
        if packet.pts() == NO_TIME { 0 } else { rescale(packet.pts(), self.unit, TICKS) }
    }

    /// After a jump (`entered`) pictures that are shown before the keyframe lean on ones that were not read.
    fn take(&mut self, packet: &Packet, entered: bool) -> Result<()> {
        let first = *self.first.get_or_insert(packet.pts());
        if entered && self.is_picture && packet.pts() < first {
            return Ok(());
        }
        self.taken += 1;
        self.shown += u64::from(!packet.is_cut());
        self.decoder.send(Some(packet))?;
        self.drain()
    }

    fn drain(&mut self) -> Result<()> {
        while self.decoder.receive(&mut self.frame)? {
            self.seen += 1;
            ensure!(!self.frame.is_damaged(), "picture {} is damaged", self.seen);
        }
        Ok(())
    }

    /// `exact`: as many pictures come out as went in.
    fn finish(&mut self, exact: bool) -> Result<()> {
        self.decoder.send(None)?;
        self.drain()?;
        let Self { shown, seen, .. } = *self;
        let enough = if exact && self.is_picture { seen == shown } else { seen > 0 || shown < 2 };
        ensure!(enough, "{seen} pieces of {shown} came out");
        Ok(())
    }
}
