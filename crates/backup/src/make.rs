//! A backup of a site that goes on meanwhile.

use crate::{
    SECRET, blobs, dump,
    folder::{self, BLOBS, DATABASE, Hashed, Held, KEYS, MANIFEST, SUMS},
    manifest::Manifest,
    named,
    seal::{Passphrase, SealedFile},
    verify,
};
use anyhow::{Context, Result};
use db::{Db, dump::Page};
use domain::Timestamp;
use std::{
    io::Write,
    path::{Path, PathBuf},
};
use storage::Storage;

/// zstd's own usual one.
const LEVEL: i32 = 3;

/// What was written.
#[derive(Debug)]
pub struct Made {
    pub place: PathBuf,
    pub manifest: Manifest,
    /// Bytes of the blobs that no earlier backup in the folder had.
    pub written: u64,
}

/// Writes a backup into the folder `root`. The database is as it was at one moment; the blobs that it names were there before
/// it named them. `files` are sealed with the secrets. Whole or not at all: cut off, it is no backup.
pub async fn make(
    (db, storage): (&Db, &Storage),
    root: &Path,
    (passphrase, files): (&Passphrase, &[SealedFile]),
    now: Timestamp,
    dice: fn() -> [u8; 16],
) -> Result<Made> {
    let held = Held::open(root).with_context(|| format!("cannot use {} as the folder for backups", root.display()))?;
    let made_at = now.rfc3339();
    let name = made_at[..19].replace(':', "");
    let place = held.begin(&name)?;
    let mut manifest = Manifest::new(made_at);

    let sealed = write_database(db, storage, &place, &mut manifest).await?;
    let keys = sealed_lines(sealed, files)?;
    folder::write_file(&place.join(KEYS), &passphrase.seal(&keys, dice)?)?;
    let written = blobs::collect(storage, root, &place.join(BLOBS), &mut manifest).await?;

    folder::write_file(&place.join(MANIFEST), &serde_json::to_vec_pretty(&manifest)?)?;
    folder::write_file(&place.join(SUMS), verify::sums(&place)?.as_bytes())?;
    Ok(Made { place: held.finish(&place, &name)?, manifest, written })
}

/// Tables and the list of blobs, all as of one moment; the lines that are to be sealed.
async fn write_database(db: &Db, storage: &Storage, place: &Path, manifest: &mut Manifest) -> Result<Vec<u8>> {
    let snapshot = db.snapshot().await?;
    let position = snapshot.position().await?;
    (manifest.epoch, manifest.seq) = (position.epoch, position.seq);
    let mut sealed = Vec::new();
    let mut packed = zstd::Encoder::new(Hashed::create(&place.join(DATABASE))?, LEVEL)?;
    manifest.tables = dump::write(&snapshot, &mut packed, &mut sealed).await?;
    packed.finish()?.finish()?;
    manifest.schema = schema(&snapshot).await?;

    let mut list = Hashed::create(&place.join(BLOBS))?;
    named::each(&snapshot, storage, async |named| {
        serde_json::to_writer(&mut list, &named)?;
        Ok(list.write_all(b"\n")?)
    })
    .await?;
    list.finish()?;
    Ok(sealed)
}

/// The steps that the database has taken, as its own table of them says.
async fn schema(snapshot: &db::dump::Snapshot) -> Result<Vec<String>> {
    let tables = snapshot.tables().await?;
    let steps = tables.iter().find(|table| table.name == "seaql_migrations").context("the database has no schema")?;
    let mut names = Vec::new();
    let mut page = Page::first();
    loop {
        page = snapshot.rows(steps, &page).await?;
        if page.rows.is_empty() {
            return Ok(names);
        }
        names.extend(page.rows.iter().filter_map(|row| Some(row.first()?.as_str()?.to_owned())));
    }
}

fn sealed_lines(mut rows: Vec<u8>, files: &[SealedFile]) -> Result<Vec<u8>> {
    for file in files {
        serde_json::to_writer(&mut rows, file)?;
        rows.push(b'\n');
    }
    Ok(rows)
}

/// Whether a table's rows are in the sealed file.
pub(crate) fn is_secret(table: &str) -> bool {
    SECRET.contains(&table)
}
