//! A whole site as files, and back: the database as rows that either database takes, blobs by their hash, secrets sealed.
//!
//! A folder holds any number of backups of one site. Each is a folder of its own, named by its moment; the blobs stand beside
//! them once, under their hash, so that a later backup writes only what is new. docs/operations/backup.md has the format.
//! Absent from here: SQL, clocks and chance, and where a site keeps its files.

mod blobs;
mod dump;
mod folder;
mod make;
mod manifest;
mod named;
mod prune;
mod restore;
mod seal;
mod tally;
mod verify;

pub use make::{Made, make};
pub use manifest::Manifest;
pub use named::{Copied, copy_blobs, damaged, heal};
pub use prune::{Pruned, prune};
pub use restore::{Restored, Restoring, restore};
pub use seal::{Passphrase, SealedFile};
pub use verify::{Verified, verify};

/// Tables that say what lets somebody in by itself: they are in the sealed file and nowhere else.
const SECRET: [&str; 2] = ["second_factors", "secrets"];
