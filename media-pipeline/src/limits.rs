//! What this process may use, set before the first byte of input is read and never raised again.
//!
//! These hold whatever a decoder does; which files and calls there are is decided in [`crate::sandbox`].

use anyhow::{Context, Result};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

const MIB: u64 = 1024 * 1024;

/// What a job may use.
pub struct Limits {
    /// Address space, in bytes.
    memory: u64,
    /// Seconds of processor time, of all threads together.
    processor: u64,
    /// The size of one written file.
    file: u64,
    open_files: u64,
}

/// A picture of 40 million pixels at 16 bits a channel needs about half of the memory and a tenth of the time.
pub const PICTURE: Limits = Limits { memory: 1536 * MIB, processor: 60, file: 256 * MIB, open_files: 32 };

/// 80 million pixels that have to be decoded whole, once as the decoder has them and once as we do; by strips a long image
/// touches a tenth of it.
pub const LONG_IMAGE: Limits = Limits { memory: 2048 * MIB, processor: 300, file: 256 * MIB, open_files: 64 };

/// As for slicing, and some 300 characters in a second.
pub const WORDS: Limits = Limits { memory: 2560 * MIB, processor: 1800, file: 64 * MIB, open_files: 64 };

/// Of 200,000 characters; the fonts take 80 MB of it.
pub const TYPESET: Limits = Limits { memory: 3072 * MIB, processor: 120, file: 256 * MIB, open_files: 64 };

/// Two hours in four sizes. Libraries and the stacks and arenas of some twenty threads take two thirds of the address
/// space without ever touching it.
pub const VIDEO: Limits = Limits { memory: 6 * 1024 * MIB, processor: 12 * 60 * 60, file: 8 * 1024 * MIB, open_files: 64 };

/// A lower limit that holds already stays: an operator's word goes before ours.
///
/// # Errors
/// The system refuses.
pub fn apply(limits: &Limits) -> Result<()> {
    let limits = [
        (Resource::As, limits.memory),
        (Resource::Cpu, limits.processor),
        (Resource::Fsize, limits.file),
        (Resource::Nofile, limits.open_files),
        // A dump of a crash would hold somebody's picture.
        (Resource::Core, 0),
    ];
    for (resource, most) in limits {
        let most = getrlimit(resource).maximum.map_or(most, |held| held.min(most));
        let limit = Rlimit { current: Some(most), maximum: Some(most) };
        setrlimit(resource, limit).with_context(|| format!("cannot limit {resource:?} to {most}"))?;
    }
    Ok(())
}
