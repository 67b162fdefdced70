//! One rung alone: the whole film decoded for one encoder.

use super::{
    Options, Refusal,
    cmaf::Track,
    mark::Mark,
    pictures,
    plan::Rung,
    progress::Meter,
    run::{Boundaries, decoder_threads, hold},
    rung::{self, Effort, Still, Task},
    source::Source,
};
use crate::libav::Frame;
use anyhow::{Result, anyhow};
use std::{
    path::Path,
    sync::mpsc::{channel, sync_channel},
    thread,
};

/// Pictures that wait for the encoder.
const QUEUE: usize = 4;

/// Writes the rung into `folder`, its last picture shown on until `sound` has ended; calls `reached` with the time of each
/// picture. Answers the track, and when picture and sound have ended. Times are in ticks.
///
/// # Errors
/// The outer error is ours or the machine's; the inner one is the film's.
pub fn encode(
    source: &Source,
    (rung, effort): (Rung, Effort),
    folder: &Path,
    options: &Options,
    label: Option<&str>,
    sound: i64,
    mut reached: impl FnMut(i64),
) -> Result<Result<(Track, i64), Refusal>> {
    let size = (rung.width, rung.height);
    let mark = Mark::new(options.ai, size)?;
    thread::scope(|scope| {
        let (sender, pictures) = sync_channel::<Still>(QUEUE);
        let (tell_end, end) = channel();
        let task = Task {
            rung,
            effort,
            from: size,
            pictures,
            below: None,
            rate: source.picture.rate.min(60.0),
            folder,
            aigc: label,
            meter: Meter::default(),
        };
        let encoding = scope.spawn(move || rung::run(task, || end.recv().unwrap_or(0)));
        let mut boundaries = Boundaries::default();
        let mut last: Option<Frame> = None;
        let mut hand_out = |frame: Frame| {
            reached(frame.pts());
            let key = boundaries.begins(frame.pts());
            sender.send(Still { frame, key }).map_err(|_| anyhow!("the encoder stopped"))
        };
        let seen = pictures::each(source, size, decoder_threads(), |mut frame| {
            if let Some(mark) = &mark {
                mark.draw(&mut frame)?;
            }
            last = Some(frame.share()?);
            hand_out(frame)
        });
        let seen = seen.and_then(|seen| match (seen, &last) {
            (Ok(end), Some(last)) => Ok(Ok(hold(end, last, sound, &mut hand_out)?)),
            (seen, _) => Ok(seen),
        });
        drop(sender);
        tell_end.send(seen.as_ref().ok().and_then(|s| s.as_ref().ok()).copied().unwrap_or(0)).ok();
        let track = encoding.join().unwrap_or_else(|_| Err(anyhow!("the encoder broke down")));
        match seen {
            Ok(Err(refusal)) => Ok(Err(refusal)),
            Ok(Ok(end)) => Ok(Ok((track?, end))),
            // What the encoder says explains why the pictures could not be handed out.
            Err(error) => track.and(Err(error)),
        }
    })
}
