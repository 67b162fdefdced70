//! The ladder once more in AV1, when the film is out already: half the bytes for whoever has a new device.
//!
//! One rung after the other, because SVT-AV1 uses all cores for one and takes much memory for each.

use super::{
    Options, Refusal, check,
    clock::{TICKS, TICKS_PER_SECOND},
    cmaf::Track,
    manifest::{self, Rendition},
    mark::{self, Mark},
    pictures,
    plan::{self, Rung},
    playlist::{self, Variant},
    progress::Meter,
    run::{Boundaries, decoder_threads, hold, of_track},
    rung::{self, Codec, Effort, Still, Task},
    source::{self, Source},
};
use crate::{
    libav::{Frame, Rational, rescale},
    picture::{Folder, sha256},
    report::Report,
};
use anyhow::{Context, Result, anyhow};
use serde_json::json;
use std::{
    fs,
    path::Path,
    sync::mpsc::{channel, sync_channel},
    thread,
    time::{Duration, Instant},
};

/// About the quality of the ladder's H.264, in half of its bytes, at twice its work.
const EFFORT: Effort = Effort { encoder: Codec::Av1, preset: "9", crf: "34" };

const QUEUE: usize = 4;

/// Between two lines of progress.
const PAUSE: Duration = Duration::from_millis(500);

/// What is taken of the playlists of the ladder, read before the walls go up.
pub struct Given {
    /// Times and rates of the sound, and the name of its playlist, where there is any.
    sound: Option<(Track, String)>,
    /// When picture and sound end, in ticks.
    end: i64,
}

impl Given {
    /// `playlist` is the multivariant one; those that it names lie beside it.
    pub fn read(playlist: &Path) -> Result<Self> {
        let read = |path: &Path| fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()));
        let multivariant = read(playlist)?;
        let sound = match playlist::sound(&multivariant) {
            Some((name, codec)) => Some((playlist::read_media(&read(&playlist.with_file_name(&name))?, codec)?, name)),
            None => None,
        };
        let rung = playlist::first(&multivariant).context("a playlist without a variant")?;
        let rung = playlist::read_media(&read(&playlist.with_file_name(rung))?, String::new())?;
        let lasts = rung.segments.iter().map(|s| s.duration).sum();
        Ok(Self { end: rescale(lasts, Rational::new(1, rung.scale as i32), TICKS), sound })
    }
}

/// Writes the rungs, their playlists, a multivariant playlist of them and a `manifest.json` into `out_dir`.
pub fn run(input: &Path, out_dir: &Path, given: &Given, options: &Options, report: &Report) -> Result<Result<(), Refusal>> {
    let source = match source::look(input)? {
        Ok(source) => source,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let folder = Folder::open(out_dir)?;
    let digest = source::digest(input)?;
    let label = mark::label(&source.metadata, options.ai, options.ai_producer.as_deref(), digest.as_str());
    let rungs = plan::ladder(source.picture.size);
    let mut tracks = Vec::new();
    let mut end = 0;
    for (i, rung) in rungs.iter().enumerate() {
        let told = Told { report, length: source.duration, behind: i, rungs: rungs.len() };
        let (track, ended) = match one(&source, *rung, out_dir, given, options, label.as_deref(), told)? {
            Ok(made) => made,
            Err(refusal) => return Ok(Err(refusal)),
        };
        check::pictures(out_dir, rung, &track)?;
        tracks.push(track);
        end = ended;
    }
    check::aligned(&tracks)?;
    let renditions = playlists(&folder, &rungs, &tracks, given, source.picture.rate.min(60.0))?;
    let (width, height) = source.picture.size;
    let manifest = json!({
        "version": manifest::VERSION, "width": width, "height": height,
        "duration_ms": end * 1000 / TICKS_PER_SECOND, "renditions": renditions,
    });
    folder.put("manifest.json", &serde_json::to_vec_pretty(&manifest)?)?;
    Ok(Ok(()))
}

/// How far one of several rungs is, told once in a while.
struct Told<'a> {
    report: &'a Report,
    /// Of the film, in seconds, where it says so.
    length: Option<f64>,
    behind: usize,
    rungs: usize,
}

impl Told<'_> {
    fn tell(&self, at: i64) {
        let share = self.length.map_or(0.0, |length| (at as f64 / TICKS_PER_SECOND as f64 / length).clamp(0.0, 1.0));
        let done = ((self.behind as f64 + share) / self.rungs as f64 * 1000.0).round() / 1000.0;
        self.report.line(|| json!({ "event": "progress", "step": "av1", "done": done, "of": 1.0 }));
    }
}

/// The track of one rung, and when picture and sound have ended, in ticks.
fn one(
    source: &Source,
    rung: Rung,
    out_dir: &Path,
    given: &Given,
    options: &Options,
    label: Option<&str>,
    told: Told<'_>,
) -> Result<Result<(Track, i64), Refusal>> {
    let size = (rung.width, rung.height);
    let mark = Mark::new(options.ai, size)?;
    thread::scope(|scope| {
        let (sender, pictures) = sync_channel::<Still>(QUEUE);
        let (tell_end, end) = channel();
        let task = Task {
            rung,
            effort: EFFORT,
            from: size,
            pictures,
            below: None,
            rate: source.picture.rate.min(60.0),
            folder: out_dir,
            aigc: label,
            meter: Meter::default(),
        };
        let encoding = scope.spawn(move || rung::run(task, || end.recv().unwrap_or(0)));
        let mut boundaries = Boundaries::default();
        let mut last: Option<Frame> = None;
        let mut said = Instant::now();
        let mut hand_out = |frame: Frame| {
            if said.elapsed() >= PAUSE {
                said = Instant::now();
                told.tell(frame.pts());
            }
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
            (Ok(end), Some(last)) => Ok(Ok(hold(end, last, given.end, &mut hand_out)?)),
            (seen, _) => Ok(seen),
        });
        drop(sender);
        let end = seen.as_ref().ok().and_then(|s| s.as_ref().ok()).copied();
        tell_end.send(end.unwrap_or(0)).ok();
        // What the encoder says explains why the pictures could not be handed out.
        let track = encoding.join().map_err(|_| anyhow!("the encoder broke down"))??;
        Ok(seen?.map(|end| (track, end)))
    })
}

fn playlists(folder: &Folder, rungs: &[Rung], tracks: &[Track], given: &Given, rate: f64) -> Result<Vec<Rendition>> {
    const TYPE: &str = "application/vnd.apple.mpegurl";
    let mut renditions = Vec::new();
    let mut put = |role, name: &str, text: String| -> Result<String> {
        let digest = sha256(text.as_bytes());
        let file = format!("{name}-{}.m3u8", &digest.as_str()[..16]);
        folder.put(&file, text.as_bytes())?;
        renditions.push(Rendition::new(role, file.clone(), TYPE, text.len() as u64, digest));
        Ok(file)
    };
    let mut names = Vec::new();
    for (rung, track) in rungs.iter().zip(tracks) {
        names.push(put("media-playlist", &format!("{}-av1", rung.name()), playlist::media(track))?);
    }
    let variants: Vec<Variant<'_>> = rungs
        .iter()
        .zip(tracks)
        .zip(&names)
        .map(|((rung, track), playlist)| Variant {
            rung: *rung,
            track,
            playlist,
            frame_rate: (track.samples() as f64 / track.seconds().max(0.001)).min(rate.max(1.0)),
        })
        .collect();
    // One of its own: Chromium's HLS breaks off where the variants of one playlist differ in their codec.
    let sound = given.sound.as_ref().map(|(track, name)| (track, name.as_str()));
    put("media-playlist", "video-av1", playlist::multivariant(&variants, sound))?;
    for (rung, track) in rungs.iter().zip(tracks) {
        renditions.push(Rendition { width: rung.width, height: rung.height, ..of_track("rung", "video/mp4", track) });
    }
    Ok(renditions)
}
