//! Time on a machine that others use too.

use std::{thread::available_parallelism, time::Duration};

/// What this thread has had of a processor: other work of the machine does not count.
pub fn processor_time() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells it");
    Duration::from_nanos(text.split(' ').next().and_then(|n| n.parse().ok()).expect("nanoseconds come first"))
}

/// How many want each processor of this machine, now or on average over the last minute, whichever is more; at least one. What
/// others do is waited for as many times longer.
pub fn crowding() -> f64 {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let number = |word: Option<&str>| word.and_then(|n| n.parse::<f64>().ok()).unwrap_or(1.0);
    let running = text.split(' ').nth(3).and_then(|tasks| tasks.split('/').next());
    let load = number(text.split(' ').next()).max(number(running));
    (load / available_parallelism().map_or(1.0, |n| n.get() as f64)).max(1.0)
}
