//! Reading the input file, no more of it than we may take.

use super::MAX_BYTES;
use crate::picture::Refusal;
use anyhow::{Context, Result};
use std::{
    fs::{self, File},
    io::Read,
    path::Path,
};

pub fn read(path: &Path) -> Result<Result<Vec<u8>, Refusal>> {
    let cannot = || format!("cannot read {}", path.display());
    // Asked before it is opened: opening a pipe would wait for its writer for ever.
    if !fs::metadata(path).with_context(cannot)?.is_file() {
        return Ok(Err(Refusal::NotAFile));
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes)).with_context(cannot)?;
    Ok(match bytes.len() as u64 {
        0 => Err(Refusal::Empty),
        size if size > MAX_BYTES => Err(Refusal::TooManyBytes),
        _ => Ok(bytes),
    })
}
