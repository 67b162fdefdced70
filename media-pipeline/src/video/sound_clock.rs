//! When pieces of sound are heard: as their times say, unless the file's clock jumps. Pure.

use super::{
    MAX_SECONDS,
    clock::{Clock, LONGEST_STEP, TICKS, TICKS_PER_SECOND},
    sound::{RATE, UNIT},
};
use crate::libav::{NO_TIME, Rational, rescale};

/// Jumps of the clock that may be true, in samples: a pause, and an overlap.
const FURTHEST_AHEAD: i64 = LONGEST_STEP / TICKS_PER_SECOND * RATE as i64;
const FURTHEST_BACK: i64 = RATE as i64;

/// A piece that goes back by more than this, in samples, or lies by [`BEYOND`] behind the pictures among which it would be,
/// belongs to those after the join.
const SEAM: i64 = RATE as i64 / 10;
const BEYOND: i64 = RATE as i64;

/// Pictures that are decoded before one that is shown first: the most of any codec.
const MOST_REORDERED: usize = 16;

pub struct SoundClock {
    /// What is taken off each time, in samples; moves where the file's clock jumps.
    origin: i64,
    /// Where the last piece ended.
    next: i64,
    begun: bool,
    /// Up to where a pause is none too long.
    steady: i64,
    pictures: Option<Pictures>,
}

/// The pictures of a file whose clock may jump. What was joined as it was has one clock for both tracks, but they do not end
/// at one moment: sound goes on where its pictures do, and not where the sound before it ended.
struct Pictures {
    clock: Clock,
    unit: Rational,
    /// When the last one was to be decoded, in units of the track: these times grow, and jump where the clock does.
    decoded: Option<i64>,
    /// When those are shown that others may be shown before, in order.
    waiting: Vec<i64>,
    /// The clock's origin that the sound has, in ticks, and where the pictures ended that had it, in samples.
    followed: i64,
    until: i64,
}

impl SoundClock {
    /// `origin` and `steady` in ticks, as [`super::source::Source`] has them; `pictures` and the unit of
    /// their times where the file's clock may jump.
    pub fn new(origin: i64, steady: i64, pictures: Option<(Clock, Rational)>) -> Self {
        let pictures = pictures.map(|(clock, unit)| {
            let followed = clock.origin();
            Pictures { clock, unit, decoded: None, waiting: Vec::new(), followed, until: 0 }
        });
        Self { origin: samples(origin), next: 0, begun: false, steady: samples(steady), pictures }
    }

    /// A picture was read, to be shown and to be decoded at these times in units of its track.
    pub fn see_picture(&mut self, shown: i64, decoded: i64) {
        if let Some(pictures) = &mut self.pictures {
            pictures.see(shown, decoded);
        }
    }

    /// When a piece is heard that lasts for `length`, and how long nothing was heard before it; all in samples, `time` on
    /// the file's clock and `None` where it says nothing.
    pub fn place(&mut self, time: Option<i64>, length: i64) -> (i64, i64) {
        let before = self.next;
        let at = time.map_or(before, |time| self.at(time));
        (self.next, self.begun) = (at.saturating_add(length), true);
        (at, at.saturating_sub(before))
    }

    fn at(&mut self, time: i64) -> i64 {
        let mut at = time.saturating_sub(self.origin);
        let mut follows = false;
        let mut known = self.next;
        if let Some(pictures) = &mut self.pictures {
            let origin = pictures.clock.origin();
            follows = origin != pictures.followed && (at < self.next - SEAM || at > pictures.until + BEYOND);
            if follows {
                pictures.followed = origin;
                self.origin = samples(origin);
                at = time.saturating_sub(self.origin);
            }
            known = known.max(samples(pictures.clock.end()));
        }
        // The first piece may be as late as it likes, and what follows its pictures as far from the piece before it.
        let free = follows || !self.begun;
        let furthest = if free { MAX_SECONDS as i64 * i64::from(RATE) } else { self.steady };
        let ahead = at > known.saturating_add(FURTHEST_AHEAD) && at > furthest;
        let back = at < self.next.saturating_sub(FURTHEST_BACK) && (!follows || at < 0);
        // A fault of the file's: sound goes on where it was.
        if ahead || back {
            self.origin = self.origin.saturating_add(at.saturating_sub(self.next));
            at = self.next;
        }
        at
    }
}

impl Pictures {
    fn see(&mut self, shown: i64, decoded: i64) {
        let shown = if shown == NO_TIME { decoded } else { shown };
        if shown == NO_TIME {
            return;
        }
        let decoded = Some(decoded).filter(|time| *time != NO_TIME);
        let step = self.decoded.zip(decoded).map_or(0, |(last, now)| rescale(now.saturating_sub(last), self.unit, TICKS));
        // What is decoded first behind a jump is shown first.
        let jumped = !(-TICKS_PER_SECOND..=LONGEST_STEP).contains(&step);
        if jumped {
            self.release(i64::MAX);
        }
        self.waiting.insert(self.waiting.partition_point(|time| *time <= shown), shown);
        self.release(if jumped { i64::MAX } else { decoded.unwrap_or(i64::MIN) });
        self.decoded = decoded.or(self.decoded);
    }

    /// Nothing is shown before `decoded` any more.
    fn release(&mut self, decoded: i64) {
        let known = self.waiting.partition_point(|time| *time <= decoded);
        for time in self.waiting.drain(..known.max(self.waiting.len().saturating_sub(MOST_REORDERED))) {
            let (origin, end) = (self.clock.origin(), self.clock.end());
            self.clock.place(time);
            if self.clock.origin() != origin && self.followed == origin {
                self.until = samples(end);
            }
        }
    }
}

fn samples(ticks: i64) -> i64 {
    rescale(ticks, TICKS, UNIT)
}
