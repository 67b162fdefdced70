//! One picture of many small ones, and a WebVTT track that says which stands where and when.

use super::{clock::TICKS_PER_SECOND, manifest::Rendition, side::Small};
use crate::picture::{Folder, Format, Pixels, encode, labelled, prove, sha256};
use anyhow::Result;
use std::fmt::Write;

const COLUMNS: usize = 10;

/// `end` in ticks; the picture carries the label of AI content, where there is one. Nothing where there is no picture.
pub fn write(smalls: &[Small], end: i64, folder: &Folder, aigc: Option<&str>) -> Result<Vec<Rendition>> {
    let Some(first) = smalls.first() else { return Ok(Vec::new()) };
    let (w, h) = (first.pixels.width as usize, first.pixels.height as usize);
    let columns = smalls.len().min(COLUMNS);
    let rows = smalls.len().div_ceil(columns);
    let stride = columns * w * 3;
    let mut bytes = vec![0; stride * rows * h];
    for (i, small) in smalls.iter().enumerate() {
        let (x, y) = (i % columns * w, i / columns * h);
        for (line, row) in small.pixels.bytes.chunks_exact(w * 3).enumerate() {
            let at = (y + line) * stride + x * 3;
            bytes[at..at + w * 3].copy_from_slice(row);
        }
    }
    let sprite = Pixels { width: (columns * w) as u32, height: (rows * h) as u32, has_alpha: false, bytes };
    let coded = labelled(encode(&sprite, Format::WebP)?, Format::WebP, &sprite, aigc)?;
    prove(&coded, Format::WebP, &sprite)?;
    let digest = sha256(&coded);
    let file = format!("storyboard-{}.webp", &digest.as_str()[..16]);
    folder.put(&file, &coded)?;

    let mut track = "WEBVTT\n".to_owned();
    for (i, small) in smalls.iter().enumerate() {
        let until = smalls.get(i + 1).map_or(end, |next| next.at);
        let (x, y) = (i % columns * w, i / columns * h);
        write!(track, "\n{} --> {}\n{file}#xywh={x},{y},{w},{h}\n", time(small.at), time(until.max(small.at + 1)))?;
    }
    let track_digest = sha256(track.as_bytes());
    let track_file = format!("storyboard-{}.vtt", &track_digest.as_str()[..16]);
    folder.put(&track_file, track.as_bytes())?;
    let sprite_bytes = coded.len() as u64;
    Ok(vec![
        Rendition {
            width: sprite.width,
            height: sprite.height,
            ..Rendition::new("storyboard", file, Format::WebP.media_type(), sprite_bytes, digest)
        },
        Rendition::new("storyboard-track", track_file, "text/vtt", track.len() as u64, track_digest),
    ])
}

/// `00:01:02.500`, from ticks.
fn time(ticks: i64) -> String {
    let ms = ticks.max(0) * 1000 / TICKS_PER_SECOND;
    format!("{:02}:{:02}:{:02}.{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000)
}
