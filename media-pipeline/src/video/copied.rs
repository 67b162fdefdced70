//! Packets that were put into another file, compared with what is read from there again.

use super::MAX_PIXELS;
use crate::libav::{Input, Packet, Rational, rescale};
use anyhow::{Context, Result, ensure};
use sha2::{Digest as _, Sha256};
use std::path::Path;

const MICROSECONDS: Rational = Rational::new(1, 1_000_000);

/// In microseconds. An MP4 says in thousandths of a second where its tracks begin.
const ROUNDING: u64 = 2000;

/// What went into a track, in the order of decoding.
#[derive(Default)]
pub struct Copied {
    hash: Sha256,
    /// When each packet is shown, in microseconds.
    times: Vec<i64>,
}

impl Copied {
    pub fn note(&mut self, packet: &Packet, unit: Rational) {
        self.hash.update(packet.data());
        self.times.push(rescale(packet.pts(), unit, MICROSECONDS));
    }
}

/// Reads the file again: as many packets in each track as went in, the same bytes, at the same times.
pub fn compare(path: &Path, expected: &[Copied]) -> Result<()> {
    let mut input = Input::open(path, MAX_PIXELS)?;
    let units: Vec<Rational> = input.streams().map(|s| s.time_base()).collect();
    ensure!(units.len() == expected.len(), "{} tracks of {} came out", units.len(), expected.len());
    let mut found: Vec<Copied> = expected.iter().map(|_| Copied::default()).collect();
    let mut packet = Packet::new()?;
    while input.read(&mut packet)? {
        let track = packet.stream();
        found.get_mut(track).context("a track that was not there")?.note(&packet, units[track]);
    }
    for (track, (expected, found)) in expected.iter().zip(&found).enumerate() {
        same(expected, found).with_context(|| format!("track {track} is not what was copied"))?;
    }
    Ok(())
}

fn same(expected: &Copied, found: &Copied) -> Result<()> {
    ensure!(found.times.len() == expected.times.len(), "{} packets of {}", found.times.len(), expected.times.len());
    ensure!(found.hash.clone().finalize() == expected.hash.clone().finalize(), "other bytes");
    let moved = expected.times.iter().zip(&found.times).position(|(a, b)| a.abs_diff(*b) > ROUNDING);
    match moved {
        Some(at) => anyhow::bail!("packet {at} is shown at {} µs and not at {} µs", found.times[at], expected.times[at]),
        None => Ok(()),
    }
}
