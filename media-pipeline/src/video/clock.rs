//! Times of pictures as they should have been: from zero, growing, at a bounded rate. Pure.

use crate::libav::{NO_TIME, Rational, rescale};

/// The unit of every video track that is written: 90 kHz holds each usual frame rate exactly.
pub const TICKS: Rational = Rational::new(1, TICKS_PER_SECOND as i32);
pub const TICKS_PER_SECOND: i64 = 90_000;

/// Sixty a second; a bit less than its step, because containers round.
const SHORTEST_STEP: i64 = TICKS_PER_SECOND / 61;
/// A jump of the clock further than this is a fault of the file and no pause, where the file's clock may jump.
pub const LONGEST_STEP: i64 = 60 * TICKS_PER_SECOND;

pub struct Clock {
    unit: Rational,
    /// What is taken off each time, in ticks; moves where the file's clock jumps.
    origin: i64,
    /// The usual step of the file.
    nominal: i64,
    last: Option<i64>,
    /// Up to where a pause is none too long, in ticks.
    steady: i64,
    /// The next picture is not the film's first, whatever was seen before it.
    within: bool,
}

impl Clock {
    /// `unit` of the track's times; `origin` in ticks is where the film begins; `rate` in pictures a second; `steady` as
    /// [`super::source::Source::steady`] has it.
    pub fn new(unit: Rational, origin: i64, rate: f64, steady: i64) -> Self {
        let rate = if (1.0..=240.0).contains(&rate) { rate } else { 25.0 };
        Self { unit, origin, nominal: (TICKS_PER_SECOND as f64 / rate).round() as i64, last: None, steady, within: false }
    }

    /// As [`Clock::new`], for pictures from somewhere within a film whose first one has the time `first`.
    pub fn within(unit: Rational, origin: i64, rate: f64, steady: i64, first: i64) -> Self {
        let mut clock = Self::new(unit, origin, rate, steady);
        clock.place(first);
        Self { last: None, within: true, ..clock }
    }

    /// When the picture is shown, in ticks from the beginning; `None` where it is one too many.
    pub fn place(&mut self, time: i64) -> Option<i64> {
        let Some(last) = self.last else {
            if self.within {
                self.last = (time != NO_TIME).then(|| self.ticks(time).max(0));
                return self.last;
            }
            // The first picture stands from the beginning, also where sound began before it.
            self.last = Some(0);
            if time != NO_TIME {
                let first = self.ticks(time);
                if !(0..=LONGEST_STEP.max(self.steady)).contains(&first) {
                    self.origin = self.origin.saturating_add(first);
                }
            }
            return Some(0);
        };
        let expected = last + self.nominal;
        let mut at = if time == NO_TIME { expected } else { self.ticks(time) };
        if at > last.saturating_add(LONGEST_STEP).max(self.steady) || at < last.saturating_sub(TICKS_PER_SECOND) {
            self.origin = self.origin.saturating_add(at.saturating_sub(expected));
            at = expected;
        }
        if at < last + SHORTEST_STEP {
            return None;
        }
        self.last = Some(at);
        Some(at)
    }

    /// When the last picture has been seen, in ticks.
    pub fn end(&self) -> i64 {
        self.last.map_or(0, |last| last + self.nominal.max(SHORTEST_STEP + 1))
    }

    /// What is taken off the file's times now, in ticks.
    pub fn origin(&self) -> i64 {
        self.origin
    }

    fn ticks(&self, time: i64) -> i64 {
        rescale(time, self.unit, TICKS).saturating_sub(self.origin)
    }
}
