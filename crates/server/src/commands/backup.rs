//! `liangyi backup`: the whole site into a folder, while it goes on.

use crate::say::say;
use crate::{backup_keys, clock, open, settings::Settings};
use anyhow::{Result, bail};
use std::path::Path;

pub async fn run(settings: &Settings, folder: &Path) -> Result<()> {
    let passphrase = backup_keys::passphrase(settings)?;
    let db = open::existing(settings).await?;
    let storage = open::store(settings)?;
    let files = backup_keys::files(settings)?;
    let made = backup::make((&db, &storage), folder, (&passphrase, &files), clock::now(), clock::random).await?;
    db.close().await?;
    let rows: u64 = made.manifest.tables.iter().map(|table| table.rows).sum();
    say!("{}: {rows} rows and {} blobs, of which {} bytes are new", made.place.display(), made.manifest.blobs, made.written);
    if !made.manifest.missing.is_empty() {
        bail!(
            "the backup is made, but {} blob(s) are lost or damaged in the store and not in it; liangyi check --deep names them",
            made.manifest.missing.len()
        );
    }
    Ok(())
}
