//! Where everything stands in the folder of backups, and files that are on the disk when we say so.

use anyhow::{Context, Result, bail};
use domain::Digest;
use std::{
    fs::{self, DirBuilder, File, OpenOptions, TryLockError},
    io::{BufWriter, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};
use storage::Hasher;

pub(crate) const DATABASE: &str = "database.ndjson.zst";
pub(crate) const KEYS: &str = "keys.sealed";
pub(crate) const BLOBS: &str = "blobs.ndjson";
pub(crate) const MANIFEST: &str = "manifest.json";
/// The digests of the four, as sha256sum writes and checks them.
pub(crate) const SUMS: &str = "SHA256SUMS";
pub(crate) const SUMMED: [&str; 4] = [BLOBS, DATABASE, KEYS, MANIFEST];

/// A backup that was cut off stands under such a name until the next one.
const UNFINISHED: &str = ".unfinished-";

/// The folder, held by one backup at a time.
pub(crate) struct Held {
    root: PathBuf,
    _lock: File,
}

impl Held {
    pub(crate) fn open(root: &Path) -> Result<Self> {
        make_folder(&root.join("blobs"))?;
        let lock = OpenOptions::new().create(true).append(true).mode(0o600).open(root.join(".lock"))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => bail!("another backup into {} is under way", root.display()),
            Err(TryLockError::Error(error)) => return Err(error).with_context(|| format!("cannot hold {}", root.display())),
        }
        for entry in fs::read_dir(root)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
                fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(Self { root: root.to_owned(), _lock: lock })
    }

    /// A new place for a backup of this name, which is none until [`Held::finish`].
    pub(crate) fn begin(&self, name: &str) -> Result<PathBuf> {
        if self.root.join(name).exists() {
            bail!("{} has a backup {name} already", self.root.display());
        }
        let place = self.root.join(format!("{UNFINISHED}{name}"));
        make_folder(&place)?;
        Ok(place)
    }

    /// Takes a backup away; cut off, it is none any more all the same.
    pub(crate) fn drop_backup(&self, name: &str) -> Result<()> {
        let over = self.root.join(format!("{UNFINISHED}{name}"));
        fs::rename(self.root.join(name), &over)?;
        File::open(&self.root)?.sync_all()?;
        Ok(fs::remove_dir_all(over)?)
    }

    pub(crate) fn finish(&self, place: &Path, name: &str) -> Result<PathBuf> {
        let done = self.root.join(name);
        File::open(place)?.sync_all()?;
        fs::rename(place, &done)?;
        File::open(&self.root)?.sync_all()?;
        Ok(done)
    }
}

/// For the owner alone, with its parents.
pub(crate) fn make_folder(folder: &Path) -> Result<()> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.with_context(|| format!("cannot make the folder {}", folder.display()))
}

/// `blobs/ab/cdef…`
pub(crate) fn blob(root: &Path, digest: &Digest) -> PathBuf {
    let (folder, rest) = digest.as_str().split_at(2);
    root.join("blobs").join(folder).join(rest)
}

/// Of all backups, the oldest first.
pub(crate) fn names(root: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(root).with_context(|| format!("cannot read the folder {}", root.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && name != "blobs" && entry.file_type()?.is_dir() {
            names.push(name);
        }
    }
    names.sort_unstable();
    Ok(names)
}

/// The backup of that name, or the newest one.
pub(crate) fn choose(root: &Path, name: Option<&str>) -> Result<PathBuf> {
    let mut all = names(root)?;
    match name {
        Some(name) if all.iter().any(|one| one == name) => Ok(root.join(name)),
        Some(name) => bail!("{} has no backup {name}; it has: {}", root.display(), all.join(", ")),
        None => match all.pop() {
            Some(newest) => Ok(root.join(newest)),
            None => bail!("{} has no backup", root.display()),
        },
    }
}

/// A new file that is hashed as it is written.
pub(crate) struct Hashed {
    file: BufWriter<File>,
    hasher: Hasher,
}

impl Hashed {
    pub(crate) fn create(path: &Path) -> Result<Self> {
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
        let file = file.with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Self { file: BufWriter::with_capacity(1 << 20, file), hasher: Hasher::default() })
    }

    /// When it is on the disk.
    pub(crate) fn finish(self) -> Result<Digest> {
        self.file.into_inner().context("cannot write to the end")?.sync_all()?;
        Ok(self.hasher.finish())
    }
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<Digest> {
    let mut file = Hashed::create(path)?;
    file.write_all(bytes)?;
    file.finish()
}
