//! What this process may use, set before the first byte of input is read and never raised again.
//!
//! These hold whatever a decoder does; which files and calls there are is decided in [`crate::sandbox`].

use anyhow::{Context, Result};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

const MIB: u64 = 1024 * 1024;

/// What a job may use.
pub struct Limits {
    /// Address space, in bytes.
    memory: u64,
    /// Seconds of processor time, of all threads together.
    processor: u64,
    /// The size of one written file.
    file: u64,
    /// Of all that a film's files hold together, whether they stay or not; see [`count_output`].
    output: u64,
    open_files: u64,
}

/// A picture of 40 million pixels at 16 bits a channel needs about half of the memory and a tenth of the time.
pub const PICTURE: Limits = Limits { memory: 1536 * MIB, processor: 60, file: 256 * MIB, output: u64::MAX, open_files: 32 };

/// 80 million pixels that have to be decoded whole, once as the decoder has them and once as we do; by strips a long image
/// touches a tenth of it.
pub const LONG_IMAGE: Limits = Limits { memory: 2048 * MIB, processor: 300, file: 256 * MIB, output: u64::MAX, open_files: 64 };

/// As for slicing, and some 300 characters in a second.
pub const WORDS: Limits = Limits { memory: 2560 * MIB, processor: 1800, file: 64 * MIB, output: u64::MAX, open_files: 64 };

/// Of 200,000 characters; the fonts take 80 MB of it.
pub const TYPESET: Limits = Limits { memory: 3072 * MIB, processor: 120, file: 256 * MIB, output: u64::MAX, open_files: 64 };

/// Two hours in four sizes, in AV1 too; whoever knows the film gives a time that follows its length. Libraries and the stacks
/// and arenas of some twenty threads take two thirds of the address space without ever touching it. At its highest rate
/// all that is written of two hours holds some 20 GiB.
pub const VIDEO: Limits =
    Limits { memory: 6 * 1024 * MIB, processor: 96 * 60 * 60, file: 8 * 1024 * MIB, output: 32 * 1024 * MIB, open_files: 64 };

/// Seconds of processor time between the signal that can be told from others and the one that cannot be caught.
const GRACE: u64 = 5;

/// A longer time is none that a caller means, in seconds: a year.
const LONGEST: u64 = 365 * 24 * 60 * 60;

/// What may still be written of the film; a process makes one.
static OUTPUT_LEFT: AtomicU64 = AtomicU64::new(u64::MAX);

/// `processor_time` in seconds and `most_output` in MiB are the caller's: the time, which stands in place of the job's own,
/// because a slow machine needs more of it. A lower limit that holds already stays: an operator's word goes before ours.
///
/// # Errors
/// The system refuses.
pub fn apply(limits: &Limits, processor_time: Option<u64>, most_output: Option<u64>) -> Result<()> {
    OUTPUT_LEFT.store(most_output.map_or(limits.output, |mib| mib.saturating_mul(MIB).min(limits.output)), Relaxed);
    let processor = processor_time.unwrap_or(limits.processor).clamp(1, LONGEST);
    let limits = [
        (Resource::As, limits.memory, limits.memory),
        // The first one ends in SIGXCPU, the second in SIGKILL, which is also what a machine without memory sends.
        (Resource::Cpu, processor, processor + GRACE),
        (Resource::Fsize, limits.file, limits.file),
        (Resource::Nofile, limits.open_files, limits.open_files),
        // A dump of a crash would hold somebody's picture.
        (Resource::Core, 0, 0),
    ];
    for (resource, soft, hard) in limits {
        let held = getrlimit(resource);
        let hard = held.maximum.map_or(hard, |held| held.min(hard));
        let soft = held.current.map_or(soft, |held| held.min(soft));
        let soft = if resource == Resource::Cpu { soft.min(hard.saturating_sub(1)).max(1) } else { soft.min(hard) };
        let limit = Rlimit { current: Some(soft), maximum: Some(hard) };
        setrlimit(resource, limit).with_context(|| format!("cannot limit {resource:?} to {soft}"))?;
    }
    Ok(())
}

/// More was to be written than a film may make.
#[derive(Debug, thiserror::Error)]
#[error("the files of a film grow beyond what they may hold")]
pub struct TooMuchOutput;

/// To be asked before so many bytes are written. The size of one file is the kernel's to watch; how many there are is not.
pub fn count_output(bytes: u64) -> Result<(), TooMuchOutput> {
    OUTPUT_LEFT.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(bytes)).map(drop).map_err(|_| TooMuchOutput)
}
