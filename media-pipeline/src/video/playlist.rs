//! HLS playlists (RFC 8216 and its second edition): times and rates from what was written, never from what was planned.

use super::{
    cmaf::{Segment, Track},
    manifest::Rendition,
    plan::Rung,
};
use crate::picture::{Folder, sha256};
use anyhow::{Context, Result};
use std::fmt::Write;

/// Writes a playlist, whose name is `name` and a part of its content's hash.
pub fn put(folder: &Folder, role: &'static str, name: &str, text: &str) -> Result<Rendition> {
    let digest = sha256(text.as_bytes());
    let file = format!("{name}-{}.m3u8", &digest.as_str()[..16]);
    folder.put(&file, text.as_bytes())?;
    Ok(Rendition::new(role, file, "application/vnd.apple.mpegurl", text.len() as u64, digest))
}

/// The playlist of one track: ranges of bytes of its file.
pub fn media(track: &Track) -> String {
    let seconds = |units: i64| units as f64 / f64::from(track.scale);
    let longest = track.segments.iter().map(|s| seconds(s.duration)).fold(0.0, f64::max);
    let mut text = format!(
        "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:{}\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:VOD\n\
         #EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-MAP:URI=\"{}\",BYTERANGE=\"{}@0\"\n",
        // Rounded, as the target is held against rounded durations; never zero.
        (longest.round() as u64).max(1),
        track.file,
        track.header
    );
    for segment in &track.segments {
        write!(
            text,
            "#EXTINF:{:.6},\n#EXT-X-BYTERANGE:{}@{}\n{}\n",
            seconds(segment.duration),
            segment.bytes,
            segment.offset,
            track.file
        )
        .expect("a string can be written to");
    }
    text.push_str("#EXT-X-ENDLIST\n");
    text
}

/// One of the pictures' sizes, with the name of its playlist.
pub struct Variant<'a> {
    pub rung: Rung,
    pub track: &'a Track,
    pub playlist: &'a str,
    /// Pictures a second.
    pub frame_rate: f64,
}

/// Rungs with their tracks and the playlists of these; `rate` is the film's, in pictures a second.
pub fn variants<'a>(rungs: &[Rung], tracks: &'a [Track], playlists: &'a [Rendition], rate: f64) -> Vec<Variant<'a>> {
    let all = rungs.iter().zip(tracks).zip(playlists);
    all.map(|((rung, track), playlist)| Variant {
        rung: *rung,
        track,
        playlist: &playlist.file,
        frame_rate: (track.samples() as f64 / track.seconds().max(0.001)).min(rate.max(1.0)),
    })
    .collect()
}

/// The playlist of playlists. A player starts with the first one: 480, or what comes next to it.
pub fn multivariant(variants: &[Variant<'_>], sound: Option<(&Track, &str)>) -> String {
    let mut text = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n".to_owned();
    if let Some((_, playlist)) = sound {
        writeln!(
            text,
            "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"sound\",NAME=\"sound\",DEFAULT=YES,AUTOSELECT=YES,CHANNELS=\"2\",URI=\"{playlist}\""
        )
        .expect("a string can be written to");
    }
    for variant in in_order(variants) {
        stream(&mut text, variant, sound.map(|(track, _)| track));
    }
    text
}

fn stream(text: &mut String, variant: &Variant<'_>, sound: Option<&Track>) {
    let mut codecs = variant.track.codec.clone();
    let (mut peak, mut average) = (variant.track.peak_rate(), variant.track.average_rate());
    if let Some(track) = sound {
        codecs = format!("{codecs},{}", track.codec);
        peak += track.peak_rate();
        average += track.average_rate();
    }
    write!(
        text,
        "#EXT-X-STREAM-INF:BANDWIDTH={peak},AVERAGE-BANDWIDTH={},CODECS=\"{codecs}\",RESOLUTION={}x{},FRAME-RATE={:.3}{}\n{}\n",
        average.min(peak),
        variant.rung.width,
        variant.rung.height,
        variant.frame_rate,
        if sound.is_some() { ",AUDIO=\"sound\"" } else { "" },
        variant.playlist
    )
    .expect("a string can be written to");
}

/// The name of the playlist of sound, and the sound's codec, in a playlist of [`multivariant`].
pub fn sound(text: &str) -> Option<(String, String)> {
    let media = text.lines().find(|line| line.starts_with("#EXT-X-MEDIA:TYPE=AUDIO"))?;
    let codecs = text.lines().find_map(|line| line.strip_prefix("#EXT-X-STREAM-INF:"))?;
    Some((quoted(media, "URI")?.to_owned(), quoted(codecs, "CODECS")?.split_once(',')?.1.to_owned()))
}

/// The name of the playlist of the first variant.
pub fn first(text: &str) -> Option<&str> {
    text.lines().find(|line| !line.is_empty() && !line.starts_with('#'))
}

fn quoted<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    line.split_once(&format!("{name}=\""))?.1.split_once('"').map(|(value, _)| value)
}

/// What [`media`] tells of a track: its segments, in microseconds.
///
/// # Errors
/// It is not a playlist of ours.
pub fn read_media(text: &str, codec: String) -> Result<Track> {
    const SCALE: u32 = 1_000_000;
    let range = |value: &str| -> Option<(u64, u64)> {
        let (bytes, offset) = value.split_once('@')?;
        Some((bytes.parse().ok()?, offset.parse().ok()?))
    };
    let map = text.lines().find(|line| line.starts_with("#EXT-X-MAP:")).context("a playlist without a header")?;
    let (header, _) = quoted(map, "BYTERANGE").and_then(range).context("a header without a place")?;
    let (mut segments, mut start, mut duration) = (Vec::new(), 0, 0);
    for line in text.lines() {
        if let Some(value) = line.strip_prefix("#EXTINF:") {
            let seconds: f64 = value.trim_end_matches(',').parse().context("a segment without a duration")?;
            duration = (seconds * f64::from(SCALE)).round() as i64;
        } else if let Some(value) = line.strip_prefix("#EXT-X-BYTERANGE:") {
            let (bytes, offset) = range(value).context("a segment without a place")?;
            segments.push(Segment { offset, bytes, start, duration, samples: 0 });
            start += duration;
        }
    }
    Ok(Track {
        file: quoted(map, "URI").unwrap_or_default().to_owned(),
        bytes: segments.last().map_or(header, |s| s.offset + s.bytes),
        // Not read: only rates and times are asked for.
        sha256: sha256(b""),
        scale: SCALE,
        header,
        segments,
        codec,
    })
}

fn in_order<'a, 'b>(variants: &'a [Variant<'b>]) -> impl Iterator<Item = &'a Variant<'b>> {
    const FIRST: u32 = 480;
    let first = variants.iter().position(|v| v.rung.short_side() <= FIRST).unwrap_or(variants.len().saturating_sub(1));
    variants.get(first).into_iter().chain(variants.iter().enumerate().filter(move |(i, _)| *i != first).map(|(_, v)| v))
}
