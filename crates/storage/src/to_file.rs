//! A blob as a file on this machine, for a program that reads files.

use crate::{Error, Key, Result, Storage};
use futures::TryStreamExt;
use std::path::Path;
use tokio::{fs::File, io::AsyncWriteExt};

impl Storage {
    /// Copies a blob into a new file, piece by piece; its size in bytes.
    pub async fn to_file(&self, key: &Key, path: &Path) -> Result<u64> {
        let failed = |source: std::io::Error| Error::Store { what: format!("copying {key} to a file"), source: source.into() };
        let blob = self.stream(key).await?;
        let mut pieces = blob.pieces;
        let mut file = File::create_new(path).await.map_err(failed)?;
        while let Some(piece) = pieces.try_next().await? {
            file.write_all(&piece).await.map_err(failed)?;
        }
        file.flush().await.map_err(failed)?;
        Ok(blob.size)
    }
}
