//! The step that a clause adds to its parent's path. Unique among siblings, whatever the source says.

use crate::marker::Marker;
use std::collections::{HashMap, HashSet};

/// Numbers given so far, per parent.
///
/// A number that comes once is its own step: （三） is 3. An inserted one is `number × 10000 + inserted × 100`:
/// 第十二条之一 is 120100. A number that comes again, by mistake or because a second list begins, is
/// `number × 10000 + inserted × 100 + n` for its n-th time: the second （三） is 30002. So the ids of the others stay.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    times: HashMap<(Option<usize>, u32, u32), u32>,
    given: HashSet<(Option<usize>, u32)>,
    counts: HashMap<Option<usize>, u32>,
}

/// Steps from here on are handed out in order where the rule above gives one twice or none.
const SPARE: u32 = 4_000_000_000;

impl Numbers {
    pub fn step(&mut self, parent: Option<usize>, marker: &Marker) -> u32 {
        let times = self.times.entry((parent, marker.number, marker.inserted)).or_insert(0);
        *times += 1;
        let count = self.counts.entry(parent).or_insert(0);
        *count += 1;
        let step = match (marker.inserted, *times) {
            (0, 1) => Some(marker.number),
            (inserted, times) if inserted < 100 && times < 100 && marker.number < 100_000 => {
                Some(marker.number * 10_000 + inserted * 100 + if times == 1 { 0 } else { times })
            }
            _ => None,
        };
        let step = step.filter(|&step| !self.given.contains(&(parent, step))).unwrap_or(SPARE + *count);
        self.given.insert((parent, step));
        step
    }

    /// Children that have had a step so far.
    pub fn count(&self, parent: Option<usize>) -> u32 {
        self.counts.get(&parent).copied().unwrap_or(0)
    }
}
