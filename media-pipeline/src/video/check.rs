//! Every track is decoded again before anybody hears of it: an encoder or a disk that goes wrong reports success.

use super::{MAX_PIXELS, clock::TICKS, cmaf::Track, plan::Rung, progress::Meter};
use crate::libav::{Decoder, Frame, Input, Packet, rescale};
use anyhow::{Context, Result, ensure};
use std::path::Path;

/// Decodes the whole track and compares it with what was written.
pub fn pictures(folder: &Path, rung: &Rung, track: &Track, meter: &Meter) -> Result<()> {
    decode(&folder.join(&track.file), rung, track.samples(), meter)
        .with_context(|| format!("{} is not what was written", track.file))
}

fn decode(path: &Path, rung: &Rung, expected: u64, meter: &Meter) -> Result<()> {
    let mut input = Input::open(path, MAX_PIXELS)?;
    let stream = input.stream(0).context("it has no track")?;
    let unit = stream.time_base();
    let mut decoder = Decoder::open(&stream, 1, MAX_PIXELS)?;
    decoder.only_prove();
    let (mut packet, mut frame) = (Packet::new()?, Frame::new()?);
    let (mut count, mut last) = (0u64, None);
    loop {
        let more = input.read(&mut packet)?;
        decoder.send(more.then_some(&packet))?;
        while decoder.receive(&mut frame)? {
            let at = rescale(frame.best_time(), unit, TICKS);
            ensure!(last.is_none_or(|last| at > last), "picture {count} is shown at {at}, after one at {last:?}");
            ensure!(count > 0 || at == 0, "the first picture is shown at {at} and not at 0");
            ensure!((frame.width(), frame.height()) == (rung.width, rung.height), "picture {count} has another size");
            (last, count) = (Some(at), count + 1);
            meter.reached(at);
        }
        if !more {
            break;
        }
    }
    ensure!(count == expected, "{count} pictures of {expected} came out");
    Ok(())
}

/// All rungs have the same segments, to the tick.
pub fn aligned(tracks: &[Track]) -> Result<()> {
    let starts = |t: &Track| t.segments.iter().map(|s| s.start).collect::<Vec<_>>();
    let first = tracks.first().map(starts);
    ensure!(tracks.iter().all(|t| Some(starts(t)) == first), "the rungs' segments begin at different times");
    Ok(())
}
