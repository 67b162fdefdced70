//! What this process may use, set before the first byte of input is read and never raised again.
//!
//! These hold whatever a decoder does. A file system and system call sandbox (landlock, seccomp) joins here together
//! with the video decoders, which need it more.

use anyhow::{Context, Result};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

const MIB: u64 = 1024 * 1024;

/// Address space; a picture of 40 million pixels at 16 bits a channel needs about half of it.
const MEMORY: u64 = 1536 * MIB;
/// Seconds of processor time; the largest picture takes about a tenth.
const PROCESSOR: u64 = 60;
/// The size of one written file.
const FILE: u64 = 256 * MIB;
const OPEN_FILES: u64 = 32;

/// A lower limit that holds already stays: an operator's word goes before ours.
///
/// # Errors
/// The system refuses.
pub fn apply() -> Result<()> {
    let limits = [
        (Resource::As, MEMORY),
        (Resource::Cpu, PROCESSOR),
        (Resource::Fsize, FILE),
        (Resource::Nofile, OPEN_FILES),
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
