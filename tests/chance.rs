//! Chance that is the same each time, and how much of it a run takes: a sample, or all with `LIANGYI_SOAK`.

/// The same numbers for the same seed.
#[derive(Clone)]
pub struct Dice(u64);

impl Dice {
    /// Printed, so that a failure says how to have it again.
    pub fn new(seed: u64) -> Self {
        println!("seed {seed}");
        Self(seed)
    }

    /// For what is no choice of the test's.
    pub fn quiet(seed: u64) -> Self {
        Self(seed)
    }

    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.number() % n as u64) as usize
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, n: usize) -> bool {
        self.below(100) < n
    }

    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

pub fn is_soak() -> bool {
    std::env::var_os("LIANGYI_SOAK").is_some()
}

/// How often something is done: usually, and in a long run.
pub fn rounds(usual: usize, long: usize) -> usize {
    if is_soak() { long } else { usual }
}
