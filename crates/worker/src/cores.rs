//! Which processor cores `media-pipeline` may use. Its niceness alone leaves the pages waiting for the scheduler's next tick
//! while both cores of a small machine encode; one core without it does not.

use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

/// Calls `start`, and whatever process it starts has at most `most` of the cores that this thread has, the last ones. Where the
/// system does not let us, it has them all.
pub(crate) fn with_at_most<T>(most: usize, start: impl FnOnce() -> T) -> T {
    let Ok(own) = sched_getaffinity(None) else { return start() };
    // A child inherits the cores of the thread that starts it, so this thread takes fewer for as long as that lasts.
    let narrowed = sched_setaffinity(None, &last(&own, most)).is_ok();
    let started = start();
    if narrowed && let Err(error) = sched_setaffinity(None, &own) {
        tracing::warn!(%error, "a thread keeps fewer cores than it had");
    }
    started
}

/// The last `most` cores of the set, at least one.
fn last(own: &CpuSet, most: usize) -> CpuSet {
    let mut chosen = CpuSet::new();
    (0..CpuSet::MAX_CPU).rev().filter(|core| own.is_set(*core)).take(most.max(1)).for_each(|core| chosen.set(core));
    chosen
}
