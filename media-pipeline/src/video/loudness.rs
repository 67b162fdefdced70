//! Loudness after EBU R128, and what has to be done to reach ours.

use anyhow::{Result, anyhow};
use ebur128::{EbuR128, Mode};

/// LUFS over the whole film.
pub const TARGET: f64 = -16.0;
/// dB of full scale that no true peak passes.
pub const PEAK: f64 = -1.5;
/// Below this there is nothing to hear, and it is left alone.
const SILENCE: f64 = -60.0;
/// dB of full scale under which the peak of sound that is too short to be measured makes it silence.
const SILENT_PEAK: f64 = -50.0;
/// R128 measures blocks of 400 ms, and nothing shorter; in samples.
const BLOCK: u64 = super::sound::RATE as u64 * 4 / 10;
/// Noise is not raised without end.
const MOST_GAIN: f64 = 30.0;

pub struct Meter {
    state: EbuR128,
    samples: u64,
}

/// What a meter heard.
#[derive(Clone, Copy, Debug)]
pub struct Heard {
    /// LUFS; minus infinity where there is nothing.
    pub loudness: f64,
    /// dB of full scale.
    pub true_peak: f64,
    pub samples: u64,
}

impl Meter {
    pub fn new() -> Result<Self> {
        let state =
            EbuR128::new(2, super::sound::RATE, Mode::I | Mode::TRUE_PEAK).map_err(|e| anyhow!("the loudness meter: {e}"))?;
        Ok(Self { state, samples: 0 })
    }

    pub fn hear(&mut self, left: &[f32], right: &[f32]) -> Result<()> {
        self.samples += left.len() as u64;
        self.state.add_frames_planar_f32(&[left, right]).map_err(|e| anyhow!("the loudness meter: {e}"))
    }

    pub fn heard(&self) -> Heard {
        let peak = (0..2).filter_map(|c| self.state.true_peak(c).ok()).fold(0.0, f64::max);
        Heard {
            loudness: self.state.loudness_global().unwrap_or(f64::NEG_INFINITY),
            true_peak: 20.0 * peak.max(1e-9).log10(),
            samples: self.samples,
        }
    }
}

impl Heard {
    pub fn is_silence(&self) -> bool {
        if self.is_measured() || self.samples >= BLOCK {
            // Not a number is silence too.
            self.loudness.is_nan() || self.loudness <= SILENCE
        } else {
            self.true_peak < SILENT_PEAK
        }
    }

    /// False of silence, and of what is over before it can be measured.
    pub fn is_measured(&self) -> bool {
        self.loudness.is_finite()
    }

    /// dB that bring it to the target; none where nobody knows how far away it is.
    pub fn gain(&self) -> f64 {
        if self.is_silence() || !self.is_measured() { 0.0 } else { (TARGET - self.loudness).min(MOST_GAIN) }
    }
}
