//! When an endpoint that failed is asked again.

use std::time::Duration;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;

/// Seconds after the first, second … failure: ten attempts within three days.
const WAITS: [u64; 9] = [5, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR, 22 * HOUR, 28 * HOUR];

/// How long after attempt number `attempts` the next one is, a tenth more or less by `chance`, so that endpoints which failed
/// together are not asked together; `None` where that was the last one.
pub fn backoff(attempts: i32, chance: u16) -> Option<Duration> {
    let seconds = *WAITS.get(usize::try_from(attempts - 1).ok()?)?;
    Some(Duration::from_secs(seconds).mul_f64(0.9 + 0.2 * f64::from(chance) / f64::from(u16::MAX)))
}
