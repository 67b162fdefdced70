//! How much an H5 page may be.

/// Bytes of the zip.
pub const ZIPPED: u64 = 50 << 20;
/// Bytes of all files together, counted while inflating.
pub const UNPACKED: u64 = 100 << 20;
/// Files, those that are left out and folders counted too.
pub const FILES: usize = 2000;
/// Bytes of a file's path.
pub const NAME: usize = 200;
/// Folders inside each other.
pub const DEPTH: usize = 12;
/// So many refusals are told; what is beyond is counted.
pub const TOLD: usize = 50;
