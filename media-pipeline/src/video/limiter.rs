//! A limiter that looks ahead: no true peak passes the limit, and nothing is cut off hard. Pure.
//!
//! The gain of a sample is the mean, over a window around it, of the least gain that the neighbourhood of each place in
//! the window needs. Every one of those neighbourhoods holds the sample itself, so the mean is never too high for it.

use std::collections::VecDeque;

/// Half of the window, in samples: 5 ms.
const HALF: usize = 240;
/// Samples to each side from which the wave between two of them is computed.
const REACH: usize = 8;
/// Places between two samples: four times the rate, as ITU-R BS.1770-4, annex 2, asks for.
const PHASES: usize = 3;
/// How many samples come out later than they went in.
const DELAY: usize = REACH + 2 * HALF;

pub struct Limiter {
    limit: f32,
    taps: [[f32; 2 * REACH]; PHASES],
    /// Samples whose gain is not known yet, the oldest first.
    samples: VecDeque<[f32; 2]>,
    /// Samples taken in.
    taken: usize,
    /// The loudest place between the last sample that was looked at and the one after it.
    between: f32,
    /// A rising front of `(place, gain)` over the last needs; its first is the least of them.
    least: VecDeque<(usize, f32)>,
    needs: usize,
    /// The last minima, and their sum.
    minima: VecDeque<f32>,
    sum: f64,
}

impl Limiter {
    /// `limit` as a factor of full scale.
    pub fn new(limit: f32) -> Self {
        let mut limiter = Self {
            limit,
            taps: taps(),
            samples: VecDeque::with_capacity(DELAY + 1),
            taken: 0,
            between: 0.0,
            least: VecDeque::new(),
            needs: 0,
            minima: VecDeque::with_capacity(2 * HALF + 2),
            sum: 0.0,
        };
        // Before the beginning nothing needs less than all.
        for _ in 0..2 * HALF {
            limiter.need(1.0);
        }
        limiter
    }

    /// Takes a sample of both channels; `out` gets the one of [`DELAY`] samples ago.
    pub fn push(&mut self, sample: [f32; 2], out: &mut impl FnMut([f32; 2])) {
        self.samples.push_back(sample);
        self.taken += 1;
        if self.taken <= REACH {
            return;
        }
        let need = self.needed();
        let gain = self.need(need);
        if self.taken > DELAY
            && let Some([left, right]) = self.samples.pop_front()
        {
            out([left * gain, right * gain]);
        }
    }

    /// Hands out what is left.
    pub fn finish(mut self, out: &mut impl FnMut([f32; 2])) {
        // After the end there is silence; each silent sample pushes one of those that wait out.
        for _ in 0..DELAY {
            self.push([0.0; 2], out);
        }
    }

    /// The gain for the sample that has [`REACH`] samples after it.
    fn needed(&mut self) -> f32 {
        let n = self.samples.len();
        let middle = n - 1 - REACH;
        let at = |i: isize| usize::try_from(i).ok().and_then(|i| self.samples.get(i)).copied().unwrap_or([0.0; 2]);
        let mut after = 0f32;
        for taps in &self.taps {
            let (mut left, mut right) = (0f32, 0f32);
            for (i, tap) in taps.iter().enumerate() {
                let [l, r] = at(middle as isize + 1 - REACH as isize + i as isize);
                left += l * tap;
                right += r * tap;
            }
            after = after.max(left.abs()).max(right.abs());
        }
        let [l, r] = at(middle as isize);
        let peak = l.abs().max(r.abs()).max(after).max(self.between);
        self.between = after;
        if peak > self.limit { self.limit / peak } else { 1.0 }
    }

    /// Takes the gain that a sample needs; answers the gain of the sample `2 * HALF` before it.
    fn need(&mut self, need: f32) -> f32 {
        while self.least.back().is_some_and(|(_, held)| *held >= need) {
            self.least.pop_back();
        }
        self.least.push_back((self.needs, need));
        self.needs += 1;
        while self.least.front().is_some_and(|(place, _)| place + 2 * HALF + 1 < self.needs) {
            self.least.pop_front();
        }
        let least = self.least.front().map_or(1.0, |(_, need)| *need);
        self.minima.push_back(least);
        self.sum += f64::from(least);
        if self.minima.len() > 2 * HALF + 1 {
            self.sum -= f64::from(self.minima.pop_front().unwrap_or(1.0));
        }
        (self.sum / self.minima.len() as f64) as f32
    }
}

/// A windowed sinc for each place between two samples.
fn taps() -> [[f32; 2 * REACH]; PHASES] {
    std::array::from_fn(|phase| {
        let place = (phase + 1) as f64 / (PHASES + 1) as f64;
        std::array::from_fn(|i| {
            let x = i as f64 - (REACH as f64 - 1.0) - place;
            let sinc = (std::f64::consts::PI * x).sin() / (std::f64::consts::PI * x);
            let window = (std::f64::consts::FRAC_PI_2 * x / REACH as f64).cos().powi(2);
            (sinc * window) as f32
        })
    })
}
