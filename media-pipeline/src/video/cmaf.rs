//! One track in one file: a header, then one fragment for each segment of the playlist (CMAF, ISO/IEC 23000-19).
//!
//! Written by our own hand, because the playlist needs the place, the length and the real rate of each segment, and
//! because libav's muxer leaves literal placeholders in names and loses the AI label in fragments.

use super::{
    boxes::{self, Coding, Sample, TrackKind},
    obu,
};
use crate::limits::count_output;
use anyhow::{Context, Result, ensure};
use domain::Digest;
use sha2::{Digest as _, Sha256};
use std::{
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

/// A stretch of a track that can be played on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Place in the file, in bytes.
    pub offset: u64,
    pub bytes: u64,
    /// When it begins to be shown, and for how long, in units of the track.
    pub start: i64,
    pub duration: i64,
    pub samples: u32,
}

/// A finished file.
#[derive(Clone, Debug)]
pub struct Track {
    pub file: String,
    pub bytes: u64,
    pub sha256: Digest,
    /// Units of its times in a second.
    pub scale: u32,
    /// Bytes of the header, in front of the first segment.
    pub header: u64,
    pub segments: Vec<Segment>,
    pub codec: String,
}

impl Track {
    pub fn seconds(&self) -> f64 {
        self.segments.iter().map(|s| s.duration).sum::<i64>() as f64 / f64::from(self.scale)
    }

    /// Bits per second over all.
    pub fn average_rate(&self) -> u64 {
        (self.segments.iter().map(|s| s.bytes).sum::<u64>() as f64 * 8.0 / self.seconds().max(0.001)) as u64
    }

    /// Bits per second of the run of segments that needs most of them; a run lasts from half to one and a half of the
    /// target duration (RFC 8216, 4.1). A track shorter than that is one run.
    pub fn peak_rate(&self) -> u64 {
        let seconds = |units: i64| units as f64 / f64::from(self.scale);
        let target = self.segments.iter().map(|s| seconds(s.duration)).fold(0.0, f64::max).round().max(1.0);
        let mut peak = self.average_rate();
        for first in 0..self.segments.len() {
            let (mut bytes, mut units) = (0, 0);
            for segment in &self.segments[first..] {
                (bytes, units) = (bytes + segment.bytes, units + segment.duration);
                if seconds(units) > target * 1.5 {
                    break;
                }
                if seconds(units) >= target * 0.5 {
                    peak = peak.max((bytes as f64 * 8.0 / seconds(units)).ceil() as u64);
                }
            }
        }
        peak
    }

    pub fn samples(&self) -> u64 {
        self.segments.iter().map(|s| u64::from(s.samples)).sum()
    }
}

/// A coded sample that waits for the one after it, which tells its duration.
struct Waiting {
    pts: i64,
    dts: i64,
    key: bool,
    data: Vec<u8>,
}

pub struct Writer {
    out: BufWriter<File>,
    path: PathBuf,
    hash: Sha256,
    written: u64,
    header: u64,
    scale: u32,
    codec: String,
    kind: TrackKind,
    aigc: Option<String>,
    /// Taken off decoding times, so that they begin at zero.
    first_dts: Option<i64>,
    waiting: Vec<Waiting>,
    segments: Vec<Segment>,
}

impl Writer {
    /// Begins a file under a hidden name in `folder`.
    pub fn create(folder: &Path, name: &str, kind: &TrackKind, scale: u32, aigc: Option<&str>) -> Result<Self> {
        let path = folder.join(format!(".{name}.part"));
        let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Self {
            out: BufWriter::with_capacity(1 << 18, file),
            path,
            hash: Sha256::new(),
            written: 0,
            header: 0,
            scale,
            codec: codec(kind)?,
            kind: kind.clone(),
            aigc: aigc.map(str::to_owned),
            first_dts: None,
            waiting: Vec::new(),
            segments: Vec::new(),
        })
    }

    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        count_output(bytes.len() as u64)?;
        self.hash.update(bytes);
        self.written += bytes.len() as u64;
        self.out.write_all(bytes).with_context(|| format!("cannot write {}", self.path.display()))
    }

    /// The next sample in order of decoding; a segment begins with each one that says so.
    pub fn write(&mut self, pts: i64, dts: i64, key: bool, begins_segment: bool, data: &[u8]) -> Result<()> {
        if begins_segment && !self.waiting.is_empty() {
            self.flush(pts, dts)?;
        }
        ensure!(self.waiting.last().is_none_or(|w| w.dts < dts), "the encoder's decoding times do not grow: {dts}");
        if self.first_dts.is_none() {
            self.first_dts = Some(dts);
            let header = boxes::header(&self.kind, self.scale, (pts - dts).max(0) as u32, self.aigc.as_deref());
            self.put(&header)?;
            self.header = self.written;
        }
        self.waiting.push(Waiting { pts, dts, key, data: data.to_vec() });
        Ok(())
    }

    /// Writes what waits; the next segment is shown from `next_pts` and decoded from `next_dts` on.
    fn flush(&mut self, next_pts: i64, next_dts: i64) -> Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        let Some(first) = waiting.first() else { return Ok(()) };
        let start = waiting.iter().map(|w| w.pts).min().unwrap_or(first.pts);
        let zero = self.first_dts.unwrap_or(0);
        let ends = waiting.iter().skip(1).map(|w| w.dts).chain([next_dts]);
        let samples: Vec<Sample> = waiting
            .iter()
            .zip(ends)
            .map(|(w, end)| Sample {
                duration: (end - w.dts).max(0) as u32,
                size: w.data.len() as u32,
                key: w.key,
                offset: (w.pts - w.dts).max(0) as u32,
            })
            .collect();
        let offset = self.written;
        self.put(&boxes::fragment(self.segments.len() as u32 + 1, (first.dts - zero) as u64, &samples))?;
        for sample in &waiting {
            self.put(&sample.data)?;
        }
        self.segments.push(Segment {
            offset,
            bytes: self.written - offset,
            start,
            duration: next_pts - start,
            samples: samples.len() as u32,
        });
        Ok(())
    }

    /// Ends the file, which is shown until `end`, and gives it its name: `name` and a part of the content's hash.
    pub fn finish(mut self, name: &str, end: i64) -> Result<Track> {
        let last = self.waiting.last().map_or(end, |w| w.dts);
        let shown = self.waiting.iter().map(|w| w.pts).max().unwrap_or(0);
        // What is left of the last sample's time after its decoding.
        let end = end.max(shown + 1);
        self.flush(end, last + (end - shown).max(1))?;
        self.out.flush().with_context(|| format!("cannot write {}", self.path.display()))?;
        let sha256 = Digest::from_bytes(&std::mem::take(&mut self.hash).finalize().into());
        let file = format!("{name}-{}.mp4", &sha256.as_str()[..16]);
        std::fs::rename(&self.path, self.path.with_file_name(&file)).context("cannot rename a track")?;
        Ok(Track {
            file,
            bytes: self.written,
            sha256,
            scale: self.scale,
            header: self.header,
            segments: self.segments,
            codec: self.codec,
        })
    }
}

/// RFC 6381: from the bytes that say so, never from what was asked of the encoder.
fn codec(kind: &TrackKind) -> Result<String> {
    match kind {
        TrackKind::Picture { coding: Coding::Avc(avc), .. } => {
            ensure!(avc.len() > 6 && avc[0] == 1, "the encoder gave no avcC");
            Ok(format!("avc1.{:02x}{:02x}{:02x}", avc[1], avc[2], avc[3]))
        }
        TrackKind::Picture { coding: Coding::Av1(record), .. } => obu::codec(record),
        TrackKind::Sound { config, .. } => {
            ensure!(config.len() >= 2, "the encoder gave no AudioSpecificConfig");
            Ok(format!("mp4a.40.{}", config[0] >> 3))
        }
    }
}

/// `avcC` (ISO/IEC 14496-15, 5.3.3.1) from parameter sets with start codes, as x264 gives them.
pub fn avc_record(extradata: &[u8]) -> Result<Vec<u8>> {
    let sets = units(extradata);
    let of = |kind: u8| sets.iter().find(|u| u.first().is_some_and(|b| b & 31 == kind)).copied();
    let (sps, pps) = (of(7).context("the encoder gave no SPS")?, of(8).context("the encoder gave no PPS")?);
    ensure!(sps.len() > 4, "the encoder's SPS is cut short");
    let mut b = boxes::Bytes::default();
    b.u8(1).u8(sps[1]).u8(sps[2]).u8(sps[3]).u8(0xff).u8(0xe1).u16(sps.len() as u16).raw(sps);
    b.u8(1).u16(pps.len() as u16).raw(pps);
    // Of the high profiles: 4:2:0, 8 bits, no extension.
    if matches!(sps[1], 100 | 110 | 122 | 144) {
        b.u8(0xfd).u8(0xf8).u8(0xf8).u8(0);
    }
    Ok(b.0)
}

/// NAL units with their lengths in front, in place of start codes; parameter sets and messages stay in the header.
pub fn with_lengths(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() + 16);
    for unit in units(data) {
        // SEI, SPS, PPS, delimiters: x264's own signature and nothing that a player needs.
        if unit.is_empty() || matches!(unit[0] & 31, 6..=9) {
            continue;
        }
        out.extend_from_slice(&(unit.len() as u32).to_be_bytes());
        out.extend_from_slice(unit);
    }
    out
}

/// Splits at start codes (ITU-T H.264, annex B).
fn units(data: &[u8]) -> Vec<&[u8]> {
    let mut units = Vec::new();
    let mut begin = None;
    let mut i = 0;
    while i + 3 <= data.len() {
        if data[i + 2] > 1 {
            i += 3;
        } else if data[i..i + 3] == [0, 0, 1] {
            if let Some(begin) = begin {
                units.push(trimmed(&data[begin..i]));
            }
            begin = Some(i + 3);
            i += 3;
        } else {
            i += 1;
        }
    }
    if let Some(begin) = begin {
        units.push(trimmed(&data[begin..]));
    }
    units
}

/// The zero that belongs to the next start code of four bytes.
fn trimmed(unit: &[u8]) -> &[u8] {
    let end = unit.iter().rposition(|b| *b != 0).map_or(0, |i| i + 1);
    &unit[..end]
}
