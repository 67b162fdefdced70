//! A file that is written piece by piece, under a hidden name until it is whole.

use super::output::Folder;
use crate::limits::count_output;
use anyhow::{Context, Result};
use domain::Digest;
use sha2::{Digest as _, Sha256};
use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

pub struct Draft {
    file: BufWriter<File>,
    hash: Sha256,
    bytes: u64,
    hidden: PathBuf,
    folder: PathBuf,
}

impl Draft {
    /// `name` tells it from other drafts in the folder.
    pub fn begin(folder: &Folder, name: &str) -> Result<Self> {
        let hidden = folder.path().join(format!(".{name}.part"));
        let file = File::create(&hidden).with_context(|| format!("cannot write {}", hidden.display()))?;
        Ok(Self { file: BufWriter::new(file), hash: Sha256::new(), bytes: 0, hidden, folder: folder.path().to_owned() })
    }

    /// How much was written.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Where it stands until it is kept; everything that was written stands there then.
    pub fn so_far(&mut self) -> Result<&Path> {
        self.file.flush().with_context(|| format!("cannot write {}", self.hidden.display()))?;
        Ok(&self.hidden)
    }

    /// Gives it its name: `name`, 32 digits of the hash, `extension`. Name, hash and bytes.
    pub fn keep(mut self, name: &str, extension: &str) -> Result<(String, Digest, u64)> {
        self.so_far()?;
        let sha256 = Digest::from_bytes(&self.hash.finalize().into());
        let named = format!("{name}-{}.{extension}", &sha256.as_str()[..32]);
        fs::rename(&self.hidden, self.folder.join(&named)).with_context(|| format!("cannot name {named}"))?;
        Ok((named, sha256, self.bytes))
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        count_output(bytes.len() as u64).map_err(io::Error::other)?;
        let written = self.file.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
