//! `liangyi prune backups`: what is older than the backups that stay.

use crate::say::say;
use anyhow::Result;
use std::path::Path;

pub fn run(folder: &Path, keep: usize) -> Result<()> {
    let backup::Pruned { backups, blobs, bytes } = backup::prune(folder, keep)?;
    say!("{backups} backup(s) and {blobs} blob(s) of {bytes} bytes were taken away from {}", folder.display());
    Ok(())
}
