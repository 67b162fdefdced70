//! Guessing passwords is made slow, and nobody is locked out by another's guesses: failures are counted for a name
//! together with the address they come from, and the delay has a bound.

use domain::Timestamp;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// Failures that cost nothing: people mistype.
const FREE: u32 = 4;
/// Milliseconds; doubled with each further failure.
const FIRST_DELAY: i64 = 1000;
const LONGEST_DELAY: i64 = 60 * 1000;
/// Of codes: whoever guesses them has the password, and its owner should hear of it before they are through.
const LONGEST_OF_CODES: i64 = 15 * 60 * 1000;
/// Milliseconds after which failures are forgotten.
const FORGOTTEN: i64 = 60 * 60 * 1000;
/// Pairs that are remembered; beyond, those that failed longest ago go.
const REMEMBERED: usize = 20_000;

pub struct Throttle {
    known: Mutex<HashMap<(String, String), Failures>>,
    /// Milliseconds.
    longest: i64,
}

impl Default for Throttle {
    fn default() -> Self {
        Self { known: Mutex::default(), longest: LONGEST_DELAY }
    }
}

#[derive(Clone, Copy)]
struct Failures {
    count: u32,
    last: i64,
}

impl Failures {
    /// The time from which another try is heard.
    fn until(self, longest: i64) -> i64 {
        match self.count.saturating_sub(FREE) {
            0 => self.last,
            over => self.last + (FIRST_DELAY << (over - 1).min(10)).min(longest),
        }
    }
}

impl Throttle {
    /// For second factors, counted for the account alone, wherever the guesses come from: only somebody who has given its
    /// password gets as far as to delay it.
    pub fn of_codes() -> Self {
        Self { longest: LONGEST_OF_CODES, ..Self::default() }
    }

    /// Counts a try before it is made, so that many at once gain nothing.
    ///
    /// # Errors
    /// The whole seconds to wait.
    pub fn try_now(&self, now: Timestamp, name: &str, address: &str) -> Result<(), u64> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED {
            known.retain(|_, f| f.last + FORGOTTEN > now.0);
            if known.len() >= REMEMBERED
                && let Some(oldest) = known.iter().min_by_key(|(_, f)| f.last).map(|(key, _)| key.clone())
            {
                known.remove(&oldest);
            }
        }
        let failures = known.entry((name.to_owned(), address.to_owned())).or_insert(Failures { count: 0, last: 0 });
        if failures.last + FORGOTTEN <= now.0 {
            failures.count = 0;
        }
        let wait = failures.until(self.longest) - now.0;
        if failures.count > FREE && wait > 0 {
            return Err((wait as u64).div_ceil(1000));
        }
        failures.count = failures.count.saturating_add(1);
        failures.last = now.0;
        Ok(())
    }

    /// It was the right password: earlier mistakes are forgotten.
    pub fn succeeded(&self, name: &str, address: &str) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.remove(&(name.to_owned(), address.to_owned()));
    }
}
