//! What a backup says of itself.

use crate::tally::Counted;
use anyhow::{Context, Result, bail};
use domain::Digest;
use serde::{Deserialize, Serialize};

/// Of the files and of what stands in them; a program refuses another.
const FORMAT: u32 = 1;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    /// When the database was as it is written here, RFC 3339.
    pub made_at: String,
    /// The end of the change log then.
    pub epoch: String,
    pub seq: i64,
    /// The schema steps that the database had taken.
    pub schema: Vec<String>,
    /// Every table, those of the sealed file too.
    pub tables: Vec<Counted>,
    pub blobs: u64,
    /// Of all blobs together.
    pub bytes: u64,
    /// Blobs that the site itself had lost when this was made, or that were damaged there.
    pub missing: Vec<Digest>,
}

impl Manifest {
    pub(crate) fn new(made_at: String) -> Self {
        Self {
            format: FORMAT,
            made_at,
            epoch: String::new(),
            seq: 0,
            schema: Vec::new(),
            tables: Vec::new(),
            blobs: 0,
            bytes: 0,
            missing: Vec::new(),
        }
    }

    pub(crate) fn read(bytes: &[u8]) -> Result<Self> {
        let manifest: Self = serde_json::from_slice(bytes).context("the manifest is none that this program can read")?;
        if manifest.format != FORMAT {
            bail!("the backup is of format {}, this program reads format {FORMAT}", manifest.format);
        }
        Ok(manifest)
    }
}
