//! One track's packets on their way into an MP4 as they are: what an edit list cuts out is left behind, and what does not
//! say when it is decoded is told.

use crate::libav::{NO_TIME, Packet, Rational};
use anyhow::{Result, bail, ensure};

/// libav looks at some twenty pictures until it is sure how far they are reordered.
const MOST_HELD: usize = 64;

pub struct Copying {
    is_picture: bool,
    /// A picture's usual duration, in units of the track.
    step: i64,
    /// What came before is not in the copy: the next picture has to stand alone.
    cut: bool,
    /// Without a time of decoding, in order.
    held: Vec<Packet>,
    begun: bool,
}

/// A packet to write, and when it is decoded.
pub struct Next {
    pub packet: Packet,
    pub dts: i64,
}

impl Copying {
    /// `rate` in pictures a second.
    pub fn new(is_picture: bool, unit: Rational, rate: f64) -> Self {
        let step = (1.0 / (rate * unit.value())).round().max(1.0) as i64;
        Self { is_picture, step, cut: true, held: Vec::new(), begun: false }
    }

    /// Takes the next packet of the track; answers those that can be written.
    ///
    /// # Errors
    /// Where the track cannot be copied: an edit list cuts inside a group of pictures, or times are missing.
    pub fn take(&mut self, packet: &Packet) -> Result<Vec<Next>> {
        if packet.is_cut() {
            self.cut = true;
            return Ok(Vec::new());
        }
        ensure!(packet.pts() != NO_TIME, "a packet without a time");
        if self.is_picture {
            ensure!(!self.cut || packet.is_key(), "the picture begins, or goes on after a cut, without a keyframe");
            self.cut = false;
        }
        let own = packet.share()?;
        match packet.dts() {
            NO_TIME if !self.is_picture => Ok(vec![Next { dts: own.pts(), packet: own }]),
            NO_TIME if self.begun => bail!("a packet that does not say when it is decoded"),
            // Matroska says only when pictures are shown. libav finds out when they are decoded once it has seen as many
            // as are reordered.
            NO_TIME => {
                self.held.push(own);
                ensure!(self.held.len() <= MOST_HELD, "the pictures' order is not found");
                Ok(Vec::new())
            }
            dts => {
                self.begun = true;
                let mut ready = self.before(dts);
                ready.push(Next { packet: own, dts });
                Ok(ready)
            }
        }
    }

    /// What is held at the end.
    pub fn finish(&mut self) -> Vec<Next> {
        let sorted = self.sorted();
        let rank = |pts: i64| sorted.partition_point(|other| *other < pts);
        let delay = self.held.iter().enumerate().map(|(i, packet)| i.saturating_sub(rank(packet.pts()))).max();
        self.placed(&sorted, delay.unwrap_or(0))
    }

    /// What is held, decoded before `dts`, the first time of decoding that is known.
    fn before(&mut self, dts: i64) -> Vec<Next> {
        let sorted = self.sorted();
        let shown = sorted.partition_point(|pts| *pts < dts);
        self.placed(&sorted, sorted.len() - shown)
    }

    fn sorted(&self) -> Vec<i64> {
        let mut times: Vec<i64> = self.held.iter().map(Packet::pts).collect();
        times.sort_unstable();
        times
    }

    /// Each is decoded when the picture is shown that stands `delay` places before it in the order of showing.
    fn placed(&mut self, sorted: &[i64], delay: usize) -> Vec<Next> {
        let step = self.step;
        let dts = |i: usize| match i.checked_sub(delay) {
            Some(place) => sorted[place],
            None => sorted[0] - (delay - i) as i64 * step,
        };
        std::mem::take(&mut self.held).into_iter().enumerate().map(|(i, packet)| Next { packet, dts: dts(i) }).collect()
    }
}
