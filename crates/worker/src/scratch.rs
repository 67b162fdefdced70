//! Folders for one job each: empty at first, gone at the end, and swept by the next worker where this one was killed.

use anyhow::{Context, Result};
use std::{
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
};

/// The folder of a running job. A file beside it is locked for as long as this lives, so that nobody sweeps it.
pub(crate) struct Scratch {
    folder: PathBuf,
    lock: PathBuf,
    _held: File,
}

impl Scratch {
    /// A new, empty folder below `parent`, named after the job and its attempt.
    pub fn new(parent: &Path, job: i64, attempt: i32) -> Result<Self> {
        let make = || -> std::io::Result<Self> {
            fs::create_dir_all(parent)?;
            let (folder, lock) = (parent.join(format!("{job}-{attempt}")), parent.join(format!("{job}-{attempt}.lock")));
            let held = File::create(&lock)?;
            held.lock()?;
            // What a killed worker left of the same attempt.
            if folder.exists() {
                fs::remove_dir_all(&folder)?;
            }
            fs::create_dir(&folder)?;
            Ok(Self { folder, lock, _held: held })
        };
        make().with_context(|| format!("cannot make a temporary folder in {}", parent.display()))
    }

    pub fn path(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Whatever stays is swept later.
        fs::remove_dir_all(&self.folder).ok();
        fs::remove_file(&self.lock).ok();
    }
}

/// Removes the folders whose workers are gone.
pub(crate) fn sweep(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let lock = entry.path();
        if lock.extension().is_none_or(|e| e != "lock") {
            continue;
        }
        let Ok(file) = File::open(&lock) else { continue };
        match file.try_lock() {
            Ok(()) => {
                fs::remove_dir_all(lock.with_extension("")).ok();
                fs::remove_file(&lock).ok();
            }
            Err(TryLockError::WouldBlock | TryLockError::Error(_)) => {}
        }
    }
}
