//! How fast answers to one work are taken. By work and not by reader: nothing is noted of who sends, and a flood at one work
//! does not close the others. Each process counts for itself.

use domain::Timestamp;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// Answers that are taken at once, after a rest; a hall full of people who press together.
const BURST: i64 = 300;
/// Milliseconds after which one more is taken.
const EVERY: i64 = 50;
/// Works that are at rest are forgotten when there are more than so many.
const REMEMBERED: usize = 1000;

/// By work, when it would be at rest if nobody answered any more.
#[derive(Default)]
pub struct Pace(Mutex<HashMap<i64, i64>>);

impl Pace {
    /// False where it is too fast. Asked only for works of which this site signed an attempt, so the map stays small.
    pub fn take(&self, work: i64, now: Timestamp) -> bool {
        let mut busy = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if busy.len() > REMEMBERED {
            busy.retain(|_, until| *until > now.0);
        }
        let until = busy.entry(work).or_insert(now.0);
        let next = (*until).max(now.0) + EVERY;
        if next - now.0 > BURST * EVERY {
            return false;
        }
        *until = next;
        true
    }
}
