//! The ladder once more in AV1, when the film is out already: half the bytes for whoever has a new device.
//!
//! One rung after the other, because SVT-AV1 uses all cores for one and takes much memory for each.

use super::{
    Options, Refusal, check,
    clock::{TICKS, TICKS_PER_SECOND},
    cmaf::Track,
    manifest::{self, Rendition},
    mark,
    plan::{self, Rung},
    playlist,
    progress::{Meter, Progress, Step},
    run::of_rungs,
    rung::{Codec, Effort},
    single, source,
};
use crate::{
    libav::{Rational, rescale},
    picture::Folder,
    report::Report,
};
use anyhow::{Context, Result};
use serde_json::json;
use std::{fs, path::Path};

/// Quick rather than small: it is made on the machine that serves.
const EFFORT: Effort = Effort { encoder: Codec::Av1, preset: "9", crf: "34" };

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
    Progress::during(report, |progress| make(input, out_dir, given, options, progress))
}

fn make(input: &Path, out_dir: &Path, given: &Given, options: &Options, progress: &Progress<'_>) -> Result<Result<(), Refusal>> {
    let source = match source::look(input)? {
        Ok(source) => source,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let folder = Folder::open(out_dir)?;
    let digest = source::digest(input)?;
    let label = mark::label(&source.metadata, options.ai, options.ai_producer.as_deref(), digest.as_str());
    let rungs = plan::ladder(source.picture.size, options.largest);
    progress.lasts(Some(given.end));
    let mut tracks = Vec::new();
    let mut end = 0;
    for (i, rung) in rungs.iter().enumerate() {
        let meters = progress.rungs(Step::Av1(i as u16, rungs.len() as u16), [EFFORT.encoder.name(rung)]);
        let reached = |at| meters.iter().for_each(|meter| meter.reached(at));
        let made = single::encode(&source, (*rung, EFFORT), out_dir, options, label.as_deref(), given.end, reached)?;
        let (track, ended) = match made {
            Ok(made) => made,
            Err(refusal) => return Ok(Err(refusal)),
        };
        // The last tenth or so of the rung's time; its meter stands full meanwhile.
        check::pictures(out_dir, rung, &track, &Meter::default())?;
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
    progress.finished();
    Ok(Ok(()))
}

fn playlists(folder: &Folder, rungs: &[Rung], tracks: &[Track], given: &Given, rate: f64) -> Result<Vec<Rendition>> {
    let put = |name: &str, text: &str| playlist::put(folder, "media-playlist", name, text);
    let names = rungs.iter().zip(tracks).map(|(r, t)| put(&EFFORT.encoder.name(r), &playlist::media(t)));
    let mut renditions = names.collect::<Result<Vec<_>>>()?;
    let sound = given.sound.as_ref().map(|(track, name)| (track, name.as_str()));
    let whole = playlist::multivariant(&playlist::variants(rungs, tracks, &renditions, rate), sound);
    // One of its own: Chromium's HLS breaks off where the variants of one playlist differ in their codec.
    renditions.push(put("video-av1", &whole)?);
    renditions.extend(of_rungs(rungs, tracks));
    Ok(renditions)
}
