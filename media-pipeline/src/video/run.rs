//! The whole way of a film: looked at, shown early, decoded once for all rungs, checked, described.

use super::{
    Options, Refusal, check,
    clock::{TICKS, TICKS_PER_SECOND},
    cmaf::Track,
    embedded,
    loudness::Heard,
    manifest::{self, Loudness, Manifest, Rendition},
    mark::{self, Mark},
    pictures,
    plan::{self, Rung},
    playlist, poster, preview,
    progress::{Meter, Progress, Step},
    progressive,
    rung::{self, Still, Task},
    side::{Side, Small},
    soundtrack::{self, Soundtrack},
    source::{self, Source},
    storyboard,
};
use crate::{
    libav::{Frame, Rational, rescale},
    picture::Folder,
    report::Report,
};
use anyhow::{Context, Result, anyhow};
use domain::Digest;
use serde_json::json;
use std::{
    path::Path,
    sync::mpsc::{channel, sync_channel},
    thread,
};

/// Of a segment, in the picture's time; a segment begins with the first picture after each multiple.
pub const SEGMENT_SECONDS: i64 = 2;
const SEGMENT: i64 = SEGMENT_SECONDS * TICKS_PER_SECOND;

/// Pictures that wait for an encoder: a few, because each is some megabytes.
const QUEUE: usize = 4;

/// A picture that stands while sound goes on is shown again so often, in ticks.
const HOLD_STEP: i64 = TICKS_PER_SECOND / 5;

const SAMPLES: Rational = Rational::new(1, super::sound::RATE as i32);

/// Writes everything into `out_dir`.
///
/// # Errors
/// The outer error is ours or the machine's; the inner one is the film's.
pub fn run(input: &Path, out_dir: &Path, options: &Options, report: &Report) -> Result<Result<(), Refusal>> {
    Progress::during(report, |progress| make(input, out_dir, options, report, progress))
}

fn make(
    input: &Path,
    out_dir: &Path,
    options: &Options,
    report: &Report,
    progress: &Progress<'_>,
) -> Result<Result<(), Refusal>> {
    let source = match source::look(input)? {
        Ok(source) => source,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let folder = Folder::open(out_dir)?;
    let digest = source::digest(input)?;
    let label = mark::label(&source.metadata, options.ai, options.ai_producer.as_deref(), digest.as_str());
    progress.lasts(source.duration.map(|s| (s * TICKS_PER_SECOND as f64) as i64));

    match preview::write(&source, out_dir, options, label.as_deref(), &progress.phase(Step::Preview))? {
        Ok(rendition) => {
            let (width, height) = source.picture.size;
            let early = json!({
                "version": manifest::VERSION, "width": width, "height": height,
                "duration_ms": source.duration.map(|s| (s * 1000.0) as u64), "renditions": [rendition],
            });
            folder.put("preview.json", &serde_json::to_vec_pretty(&early)?)?;
            report.line(|| json!({ "event": "playable", "file": rendition.file }));
        }
        Err(refusal) => return Ok(Err(refusal)),
    }

    let rungs = plan::ladder(source.picture.size, options.largest);
    let made = match encode(&source, out_dir, options, label.as_deref(), &rungs, progress)? {
        Ok(made) => made,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let meters = progress.rungs(Step::Check, rungs.iter().map(Rung::name));
    check::aligned(&made.tracks)?;
    thread::scope(|scope| {
        let tracks = rungs.iter().zip(&made.tracks).zip(&meters);
        let checks: Vec<_> = tracks.map(|((r, t), meter)| scope.spawn(move || check::pictures(out_dir, r, t, meter))).collect();
        checks.into_iter().try_for_each(|c| c.join().map_err(|_| anyhow!("a check broke down"))?)
    })?;
    let meter = progress.phase(Step::Manifest);
    let manifest = describe(&source, digest, out_dir, &folder, options, label.as_deref(), &rungs, made, &meter)?;
    folder.put_manifest(&manifest)?;
    progress.finished();
    Ok(Ok(()))
}

/// Where segments begin.
#[derive(Default)]
pub struct Boundaries {
    next: i64,
}

impl Boundaries {
    pub fn begins(&mut self, at: i64) -> bool {
        let begins = at >= self.next;
        if begins {
            self.next = (at / SEGMENT + 1) * SEGMENT;
        }
        begins
    }
}

/// More than two help little and take memory.
pub fn decoder_threads() -> usize {
    thread::available_parallelism().map_or(1, |n| n.get().min(4))
}

struct Made {
    /// As the rungs: from large to small.
    tracks: Vec<Track>,
    sound: Option<Soundtrack>,
    poster: Frame,
    smalls: Vec<Small>,
    /// When picture and sound have ended, in ticks.
    end: i64,
}

fn encode(
    source: &Source,
    out_dir: &Path,
    options: &Options,
    label: Option<&str>,
    rungs: &[Rung],
    progress: &Progress<'_>,
) -> Result<Result<Made, Refusal>> {
    let top = (rungs[0].width, rungs[0].height);
    let wanted = options.poster_at.map(|ms| i64::from(ms) * TICKS_PER_SECOND / 1000);
    let mut side = Side::new(top, wanted)?;
    let mark = Mark::new(options.ai, top)?;
    let meters = progress.rungs(Step::Encode, rungs.iter().map(Rung::name));
    let sounds = Meter::default();

    thread::scope(|scope| {
        let (tell_heard, heard) = channel::<Heard>();
        let (tell_sound_end, sound_end) = channel::<i64>();
        let sound = source.sound.as_ref().map(|track| {
            let meter = sounds.clone();
            scope.spawn(move || {
                let heard = soundtrack::hear(source, track)?;
                tell_heard.send(heard).ok();
                // The pictures may be longer.
                let end = sound_end.recv().context("the pictures failed")?;
                soundtrack::make(source, track, heard, end, out_dir, label, &meter)
            })
        });

        // From the smallest up, because each rung hands its pictures to the one below. The two largest both work from
        // the full pictures, so that the second does not wait for the first.
        let (mut encodings, mut ends, mut below) = (Vec::new(), Vec::new(), None);
        let mut second = None;
        for (i, rung) in rungs.iter().enumerate().rev() {
            let (sender, pictures) = sync_channel::<Still>(QUEUE);
            let (tell_end, end) = channel::<i64>();
            let from = if i <= 1 { top } else { (rungs[i - 1].width, rungs[i - 1].height) };
            let task = Task {
                rung: *rung,
                effort: rung::LADDER,
                from,
                pictures,
                below: if i == 0 { None } else { below.take() },
                rate: source.picture.rate.min(60.0),
                folder: out_dir,
                aigc: label,
                meter: meters[i].clone(),
            };
            encodings.push(scope.spawn(move || rung::run(task, || end.recv().unwrap_or(0))));
            ends.push(tell_end);
            match i {
                0 => below = Some(sender),
                1 => second = Some(sender),
                _ => below = Some(sender),
            }
        }
        let first = below;

        let mut boundaries = Boundaries::default();
        let mut last: Option<Frame> = None;
        let mut hand_out = |frame: Frame| -> Result<()> {
            let key = boundaries.begins(frame.pts());
            if let Some(second) = &second {
                second.send(Still { frame: frame.share()?, key }).map_err(|_| anyhow!("an encoder stopped"))?;
            }
            let Some(first) = &first else { return Ok(()) };
            first.send(Still { frame, key }).map_err(|_| anyhow!("an encoder stopped"))
        };
        let seen = pictures::each(source, top, decoder_threads(), |mut frame| {
            if let Some(mark) = &mark {
                mark.draw(&mut frame)?;
            }
            side.see(&frame)?;
            last = Some(frame.share()?);
            hand_out(frame)
        });
        let seen = seen.and_then(|seen| match (seen, &last) {
            (Ok(end), Some(last)) => {
                let samples = heard.recv().map_or(0, |h| h.samples as i64);
                Ok(Ok(hold(end, last, rescale(samples, SAMPLES, TICKS), &mut hand_out)?))
            }
            (seen, _) => Ok(seen),
        });
        let end = seen.as_ref().ok().and_then(|s| s.as_ref().ok()).copied();
        drop((first, second));
        for tell in ends {
            tell.send(end.unwrap_or(0)).ok();
        }
        match end {
            Some(end) => drop(tell_sound_end.send(end)),
            None => drop(tell_sound_end),
        }
        let mut tracks = Vec::new();
        let mut fault = None;
        for encoding in encodings {
            match encoding.join() {
                Ok(Ok(track)) => tracks.push(track),
                Ok(Err(error)) => fault = Some(error),
                Err(_) => fault = Some(anyhow!("an encoder broke down")),
            }
        }
        tracks.reverse();
        if sound.is_some() && end.is_some() {
            progress.lasts(end);
            progress.measured(Step::Sound, &sounds);
        }
        let sound = sound.map(|s| s.join().unwrap_or_else(|_| Err(anyhow!("the sound encoder broke down"))));
        // What an encoder says explains why the pictures could not be handed out.
        match (fault, seen) {
            (Some(fault), _) => Err(fault),
            (None, Err(error)) => Err(error),
            (None, Ok(Err(refusal))) => Ok(Err(refusal)),
            (None, Ok(Ok(end))) => {
                let (poster, smalls) = side.finish();
                let poster = poster.context("no picture was seen")?;
                Ok(Ok(Made { tracks, sound: sound.transpose()?, poster, smalls, end }))
            }
        }
    })
}

/// Shows the last picture on while sound goes on, which ends at `sound`; answers when both have ended. All in ticks.
pub fn hold(end: i64, last: &Frame, sound: i64, hand_out: &mut impl FnMut(Frame) -> Result<()>) -> Result<i64> {
    let mut at = end;
    while at + HOLD_STEP < sound {
        let mut again = last.share()?;
        again.set_pts(at);
        hand_out(again)?;
        at += HOLD_STEP;
    }
    Ok(end.max(sound))
}

#[expect(clippy::too_many_arguments, reason = "one step of one function, cut out to be read alone")]
fn describe(
    source: &Source,
    digest: Digest,
    out_dir: &Path,
    folder: &Folder,
    options: &Options,
    label: Option<&str>,
    rungs: &[Rung],
    made: Made,
    meter: &Meter,
) -> Result<Manifest> {
    let sound = made.sound.as_ref().map(|s| &s.track);
    let mut renditions = playlists(folder, rungs, &made.tracks, sound, source.picture.rate.min(60.0))?;
    let files: Vec<_> = made.tracks.iter().take(1).chain(sound).map(|t| out_dir.join(&t.file)).collect();
    let files: Vec<&Path> = files.iter().map(|f| f.as_path()).collect();
    let duration_ms = (made.end * 1000 / TICKS_PER_SECOND) as u64;
    let whole = progressive::write(out_dir, &files, "progressive", label)?;
    renditions.push(Rendition {
        width: rungs[0].width,
        height: rungs[0].height,
        bit_rate: Some(whole.bytes * 8000 / duration_ms.max(1)),
        duration_ms: Some(duration_ms),
        codec: Some(made.tracks.iter().take(1).chain(sound).map(|t| t.codec.as_str()).collect::<Vec<_>>().join(",")),
        ..whole
    });
    let poster = poster::write(&made.poster, folder, label)?;
    renditions.extend(poster.renditions);
    renditions.extend(storyboard::write(&made.smalls, made.end, folder, label)?);
    let (captions, of_captions) = embedded::write(source, folder, meter)?;
    renditions.extend(captions);

    let mut warnings = manifest::warnings(source, options.ai);
    warnings.extend(of_captions);
    warnings.extend(made.sound.as_ref().and_then(Soundtrack::warning));
    let (width, height) = source.picture.size;
    Ok(Manifest {
        version: manifest::VERSION,
        width,
        height,
        duration_ms,
        input: manifest::probe(source, digest),
        renditions,
        placeholder: poster.colour,
        thumbhash: poster.hash,
        loudness: made.sound.as_ref().map(loudness),
        warnings,
    })
}

fn playlists(folder: &Folder, rungs: &[Rung], tracks: &[Track], sound: Option<&Track>, rate: f64) -> Result<Vec<Rendition>> {
    let put = |name: &str, track: &Track| playlist::put(folder, "media-playlist", name, &playlist::media(track));
    let pictures = rungs.iter().zip(tracks).map(|(r, t)| put(&r.name(), t)).collect::<Result<Vec<_>>>()?;
    let audio = sound.map(|t| put("audio", t)).transpose()?;
    let variants = playlist::variants(rungs, tracks, &pictures, rate);
    let whole = playlist::multivariant(&variants, sound.zip(audio.as_ref().map(|a| a.file.as_str())));
    // The one that everything begins with comes first.
    let mut renditions = vec![playlist::put(folder, "playlist", "video", &whole)?];
    renditions.extend(pictures.into_iter().chain(audio));
    renditions.extend(of_rungs(rungs, tracks));
    renditions.extend(sound.map(|t| of_track("audio", "audio/mp4", t)));
    Ok(renditions)
}

pub fn of_rungs(rungs: &[Rung], tracks: &[Track]) -> impl Iterator<Item = Rendition> {
    let size = |rung: &Rung, track| Rendition { width: rung.width, height: rung.height, ..of_track("rung", "video/mp4", track) };
    rungs.iter().zip(tracks).map(move |(rung, track)| size(rung, track))
}

fn of_track(role: &'static str, media_type: &'static str, track: &Track) -> Rendition {
    Rendition {
        bit_rate: Some(track.average_rate()),
        duration_ms: Some((track.seconds() * 1000.0).round() as u64),
        codec: Some(track.codec.clone()),
        ..Rendition::new(role, track.file.clone(), media_type, track.bytes, track.sha256.clone())
    }
}

fn loudness(sound: &Soundtrack) -> Loudness {
    let tenth = |db: f64| (db * 10.0).round() / 10.0;
    let finite = |db: f64| db.is_finite().then(|| tenth(db));
    Loudness {
        input_lufs: finite(sound.input.loudness),
        output_lufs: finite(sound.output.loudness),
        true_peak_db: tenth(sound.output.true_peak),
        gain_db: tenth(sound.gain),
    }
}
