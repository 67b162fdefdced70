//! The output folder: a file is there whole or not at all, and `manifest.json` comes last.

use anyhow::{Context, Result};
use domain::Digest;
use sha2::{Digest as _, Sha256};
use std::{
    fs,
    path::{Path, PathBuf},
};

pub struct Folder(PathBuf);

impl Folder {
    pub fn open(path: &Path) -> Result<Self> {
        fs::create_dir_all(path).with_context(|| format!("cannot make the folder {}", path.display()))?;
        Ok(Self(path.to_owned()))
    }

    /// Written under a hidden name and renamed. Not flushed to disk: the folder is temporary, and what lasts is what the
    /// worker puts into storage from it.
    pub fn put(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let hidden = self.0.join(format!(".{name}.part"));
        fs::write(&hidden, bytes)
            .and_then(|()| fs::rename(&hidden, self.0.join(name)))
            .with_context(|| format!("cannot write {}", self.0.join(name).display()))
    }
}

pub fn sha256(bytes: &[u8]) -> Digest {
    Digest::from_bytes(&Sha256::digest(bytes).into())
}
