//! Old backups are taken away, and the blobs that no other backup names.

use crate::{
    blobs,
    folder::{self, BLOBS, Held, SUMS},
};
use anyhow::{Context, Result, bail};
use std::{
    collections::HashSet,
    fs::{self, File},
    io::{BufRead, BufReader, BufWriter, Write},
    path::{Path, PathBuf},
};
use storage::digest_of_file;

/// While it is found out which blobs are named.
const NAMED: &str = ".unfinished-named";

/// What was taken away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pruned {
    pub backups: u64,
    pub blobs: u64,
    /// Of these blobs.
    pub bytes: u64,
}

/// Keeps the newest `keep` backups in the folder `root`, one at the least. Memory follows the blobs of one of the 256 folders,
/// however many there are in all.
///
/// # Errors
/// Before anything is taken away, where a backup that stays cannot say which blobs it needs.
pub fn prune(root: &Path, keep: usize) -> Result<Pruned> {
    let held = Held::open(root).with_context(|| format!("cannot use {} as the folder for backups", root.display()))?;
    let names = folder::names(root)?;
    if keep == 0 || names.is_empty() {
        bail!("{} has {} backup(s); keep one at the least", root.display(), names.len());
    }
    let (old, kept) = names.split_at(names.len().saturating_sub(keep));
    let lists = root.join(NAMED);
    folder::make_folder(&lists)?;
    write_named(root, kept, &lists)?;
    let mut pruned = Pruned::default();
    for name in old {
        held.drop_backup(name)?;
        pruned.backups += 1;
    }
    for entry in fs::read_dir(root.join("blobs"))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            drop_unnamed(&entry.path(), &lists.join(entry.file_name()), &mut pruned)?;
        }
    }
    fs::remove_dir_all(lists)?;
    Ok(pruned)
}

/// A file for each folder of blobs, with the names that are needed in it.
fn write_named(root: &Path, kept: &[String], lists: &Path) -> Result<()> {
    let file = |number: u8| -> Result<BufWriter<File>> {
        Ok(BufWriter::with_capacity(4 << 10, File::create_new(lists.join(format!("{number:02x}")))?))
    };
    let mut files = (0..=u8::MAX).map(file).collect::<Result<Vec<_>>>()?;
    for name in kept {
        let list = checked_list(&root.join(name))?;
        for named in blobs::list(&list)? {
            let digest = named?.sha256;
            let (folder, rest) = digest.as_str().split_at(2);
            writeln!(files[usize::from_str_radix(folder, 16)?], "{rest}")?;
        }
    }
    files.iter_mut().try_for_each(|file| Ok(file.flush()?))
}

/// A list that was cut short would let blobs go that are needed.
fn checked_list(place: &Path) -> Result<PathBuf> {
    let list = place.join(BLOBS);
    let sums = fs::read_to_string(place.join(SUMS)).with_context(|| format!("{} has no {SUMS}", place.display()))?;
    let found = digest_of_file(&list).with_context(|| format!("cannot read {}", list.display()))?;
    if !sums.lines().any(|line| line == format!("{found}  {BLOBS}")) {
        bail!("{} is not as it was written; nothing was taken away. liangyi check backup says more", list.display());
    }
    Ok(list)
}

fn drop_unnamed(folder: &Path, list: &Path, pruned: &mut Pruned) -> Result<()> {
    let Ok(list) = File::open(list) else {
        // None of ours.
        return Ok(());
    };
    let named = BufReader::new(list).lines().collect::<std::io::Result<HashSet<_>>>()?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !named.contains(&*entry.file_name().to_string_lossy()) {
            pruned.bytes += entry.metadata()?.len();
            fs::remove_file(entry.path())?;
            pruned.blobs += 1;
        }
    }
    Ok(())
}
