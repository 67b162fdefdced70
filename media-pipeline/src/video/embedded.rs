//! Captions that came inside the file, as WebVTT for the studio to start from.

use super::{
    MAX_PIXELS,
    clock::TICKS,
    manifest::Rendition,
    source::{CaptionTrack, Source},
};
use crate::{
    libav::{Decoder, Input, NO_TIME, Packet, Rational, rescale},
    picture::{Folder, sha256},
};
use anyhow::{Context, Result};
use domain::Cue;

/// A subtitle bomb ends here.
const MOST_CUES: usize = 20_000;
const MOST_TRACKS: usize = 8;
/// Of a caption that does not say when it ends, in milliseconds.
const USUAL: i64 = 3000;
const MILLISECONDS: Rational = Rational::new(1, 1000);

/// One file for each track of text that can be read; others are left out.
pub fn write(source: &Source, folder: &Folder) -> Result<Vec<Rendition>> {
    let mut renditions = Vec::new();
    for (number, track) in source.captions.iter().take(MOST_TRACKS).enumerate() {
        let Ok(cues) = read(source, track) else { continue };
        if cues.is_empty() {
            continue;
        }
        let text = captions::write_vtt(&cues);
        let digest = sha256(text.as_bytes());
        let file = format!("captions-{number}-{}.vtt", &digest.as_str()[..16]);
        folder.put(&file, text.as_bytes())?;
        renditions.push(Rendition {
            language: track.language.clone(),
            codec: Some(track.codec.clone()),
            ..Rendition::new("captions", file, "text/vtt", text.len() as u64, digest)
        });
    }
    Ok(renditions)
}

fn read(source: &Source, track: &CaptionTrack) -> Result<Vec<Cue>> {
    let mut input = Input::open(&source.path, MAX_PIXELS)?;
    input.keep(&[track.index]);
    let stream = input.stream(track.index).context("the track that was there is gone")?;
    let unit = stream.time_base();
    let mut decoder = Decoder::open(&stream, 1, MAX_PIXELS)?;
    let origin = rescale(source.origin, TICKS, MILLISECONDS);
    let (mut packet, mut cues) = (Packet::new()?, Vec::new());
    while cues.len() < MOST_CUES && input.read(&mut packet)? {
        if packet.stream() != track.index || packet.pts() == NO_TIME {
            continue;
        }
        let start = rescale(packet.pts(), unit, MILLISECONDS).saturating_sub(origin);
        let duration = rescale(packet.duration(), unit, MILLISECONDS);
        let end = start.saturating_add(if duration > 0 { duration } else { USUAL });
        // A damaged caption is left out, as a player would.
        let Ok(texts) = decoder.subtitle(&mut packet) else { continue };
        let (Ok(start), Ok(end)) = (u32::try_from(start.max(0)), u32::try_from(end)) else { continue };
        let text = texts.iter().map(|line| words(line)).filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n");
        if !text.is_empty() && end > start {
            cues.push(Cue { start, end, text });
        }
    }
    cues.sort_by_key(|c| (c.start, c.end));
    Ok(cues)
}

/// The words of an ASS event as libav hands it out: after eight fields, without overrides.
fn words(event: &str) -> String {
    let text = event.splitn(9, ',').nth(8).unwrap_or_default();
    let mut plain = String::with_capacity(text.len());
    let mut depth = 0usize;
    for c in text.replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ").chars() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            '\r' => {}
            c if depth == 0 && (c == '\n' || !c.is_control()) => plain.push(c),
            _ => {}
        }
    }
    plain.lines().map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n")
}
