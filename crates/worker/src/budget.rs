//! How long a film may take, from what is known of it before. A hang is noticed all the same, and no film that plays ends
//! here on a slow machine. Pure.

use std::time::Duration;

/// To say what a file is.
const PROBE: Duration = Duration::from_secs(60);
/// To make one poster: from the last key frame before it on.
const FRAME: Duration = Duration::from_secs(120);
/// A slow machine with the heaviest source takes less than this for a second of film.
const FOR_A_START: Duration = Duration::from_secs(120);
const FOR_A_SECOND: u32 = 40;
/// The length that a film is given here which does not say its own.
const UNKNOWN_MS: i64 = 600_000;
/// However long the film says it is.
const AT_MOST: Duration = Duration::from_secs(12 * 3600);
/// AV1 takes longer than the ladder of H.264.
const AV1: u32 = 4;
/// Bytes that the slowest disk reads in a second.
const DISK: u64 = 10_000_000;
/// How often a film is read from end to end while its ladder is made: hashed, copied, heard, seen.
const READ: u32 = 8;

/// To read so many bytes once.
fn reading(bytes: i64) -> Duration {
    Duration::from_millis(bytes.max(0) as u64 * 1000 / DISK)
}

/// It reads the whole file, whose hash it tells.
pub fn probe(bytes: i64) -> Duration {
    PROBE + reading(bytes)
}

pub fn frame(bytes: i64) -> Duration {
    FRAME + reading(bytes)
}

/// `duration_ms` as the file says it.
pub fn video(duration_ms: Option<i64>, bytes: i64) -> Duration {
    let film = Duration::from_millis(duration_ms.unwrap_or(UNKNOWN_MS).max(0) as u64);
    FOR_A_START.saturating_add(film.saturating_mul(FOR_A_SECOND)).min(AT_MOST) + reading(bytes) * READ
}

pub fn av1(duration_ms: Option<i64>, bytes: i64) -> Duration {
    video(duration_ms, bytes) * AV1
}
