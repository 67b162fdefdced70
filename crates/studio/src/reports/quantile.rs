//! Median and ninetieth percentile of durations.

use serde::Serialize;
use utoipa::ToSchema;

/// Of so many durations, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Spread {
    pub count: u64,
    pub median: i64,
    /// Nine of ten took no longer.
    pub p90: i64,
}

impl Spread {
    /// `None` of no durations. By nearest rank: each is one of the durations.
    pub fn of(mut durations: Vec<i64>) -> Option<Self> {
        durations.sort_unstable();
        let rank = |share: usize| durations.get((durations.len() * share).div_ceil(100).saturating_sub(1)).copied();
        Some(Self { count: durations.len() as u64, median: rank(50)?, p90: rank(90)? })
    }
}
