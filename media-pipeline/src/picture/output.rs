//! The output folder: a file is there whole or not at all, and `manifest.json` comes last.

use crate::limits::count_output;
use anyhow::{Context, Result};
use domain::Digest;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

pub struct Folder(PathBuf);

impl Folder {
    pub fn open(path: &Path) -> Result<Self> {
        fs::create_dir_all(path).with_context(|| format!("cannot make the folder {}", path.display()))?;
        Ok(Self(path.to_owned()))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Removes what was written: nothing may be left of a file that turned out broken in its middle.
    pub fn clear(&self) -> Result<()> {
        let remove = || fs::read_dir(&self.0)?.try_for_each(|entry| fs::remove_file(entry?.path()));
        remove().with_context(|| format!("cannot clear {}", self.0.display()))
    }

    /// Written under a hidden name and renamed. Not flushed to disk: the folder is temporary, and what lasts is what the
    /// worker puts into storage from it.
    pub fn put(&self, name: &str, bytes: &[u8]) -> Result<()> {
        // Two threads may have made the very same bytes, which have the same name.
        static WRITTEN: AtomicU64 = AtomicU64::new(0);
        count_output(bytes.len() as u64)?;
        let hidden = self.0.join(format!(".{name}.{}.part", WRITTEN.fetch_add(1, Ordering::Relaxed)));
        fs::write(&hidden, bytes)
            .and_then(|()| fs::rename(&hidden, self.0.join(name)))
            .with_context(|| format!("cannot write {}", self.0.join(name).display()))
    }

    /// Last of all, and with it the folder counts as finished.
    pub fn put_manifest(&self, manifest: &impl Serialize) -> Result<()> {
        let mut json = serde_json::to_vec_pretty(manifest)?;
        json.push(b'\n');
        self.put("manifest.json", &json)
    }
}

/// Of a file, from its beginning to its end, without holding it.
pub fn sha256_of(file: &mut fs::File) -> std::io::Result<Digest> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(Digest::from_bytes(&hash.finalize().into())),
            read => hash.update(&buffer[..read]),
        }
    }
}

pub fn sha256(bytes: &[u8]) -> Digest {
    Digest::from_bytes(&Sha256::digest(bytes).into())
}
