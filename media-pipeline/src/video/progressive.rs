//! One MP4 with picture and sound, its index in front: for partners, for download, for a page without script.
//!
//! Copied from the tracks that were written, packet by packet; those were decoded, so it is enough that the packets are
//! the same.

use super::{
    MAX_PIXELS,
    copied::{self, Copied},
    manifest::Rendition,
};
use crate::libav::{Input, Muxer, Packet, Rational};
use anyhow::{Context, Result};
use std::{fs, path::Path};

/// Joins the first tracks of `files` into `folder`/`name`-….mp4, and reads it again.
pub fn write(folder: &Path, files: &[&Path], name: &str, aigc: Option<&str>) -> Result<Rendition> {
    let hidden = folder.join(format!(".{name}.part"));
    let mut inputs = files.iter().map(|f| Input::open(f, MAX_PIXELS)).collect::<Result<Vec<_>, _>>()?;
    let tags: Vec<(&str, &str)> = aigc.iter().map(|value| ("AIGC", *value)).collect();
    let (mut muxer, units) = {
        let tracks = inputs.iter().map(|i| i.stream(0).context("a file without a track")).collect::<Result<Vec<_>>>()?;
        let units: Vec<Rational> = tracks.iter().map(|t| t.time_base()).collect();
        (Muxer::create(&hidden, &tracks, &tags)?, units)
    };
    let mut copied: Vec<Copied> = units.iter().map(|_| Copied::default()).collect();
    let mut next: Vec<Option<Packet>> = Vec::new();
    let mut steps = vec![0; units.len()];
    for input in &mut inputs {
        next.push(read(input)?);
    }
    // In order of time, so that nothing waits in memory.
    loop {
        let seconds = |i: usize, p: &Packet| p.dts() as f64 * units[i].value();
        let first = next
            .iter()
            .enumerate()
            .filter_map(|(i, p)| p.as_ref().map(|p| (i, seconds(i, p))))
            .min_by(|a, b| a.1.total_cmp(&b.1));
        let Some((track, _)) = first else { break };
        if let Some(mut packet) = next[track].take() {
            copied[track].note(&packet, units[track]);
            next[track] = read(&mut inputs[track])?;
            // Tracks in fragments say no durations. Left to itself the muxer takes the average one and so lets a film that
            // stood still for a while end too late; the shortest step so far is that of a moving picture.
            if packet.duration() <= 0 {
                let step = next[track].as_ref().map_or(0, |following| following.dts() - packet.dts());
                steps[track] = [step, steps[track]].into_iter().filter(|step| *step > 0).min().unwrap_or(0);
                packet.place(packet.pts(), packet.dts(), steps[track]);
            }
            muxer.write(packet, track, units[track])?;
        }
    }
    muxer.finish()?;
    copied::compare(&hidden, &copied).with_context(|| format!("the file {name} is not what was written"))?;
    named(folder, &hidden, name)
}

fn read(input: &mut Input) -> Result<Option<Packet>> {
    let mut packet = Packet::new()?;
    Ok(input.read(&mut packet)?.then_some(packet))
}

/// Gives a finished file its name: `name` and a part of its content's hash.
pub fn named(folder: &Path, hidden: &Path, name: &str) -> Result<Rendition> {
    let digest = super::source::digest(hidden)?;
    let file = format!("{name}-{}.mp4", &digest.as_str()[..16]);
    let bytes = fs::metadata(hidden)?.len();
    fs::rename(hidden, folder.join(&file)).context("cannot rename a file")?;
    Ok(Rendition::new("progressive", file, "video/mp4", bytes, digest))
}
