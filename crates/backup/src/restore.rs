//! A site as a backup has it. Nothing of what is there is touched before the whole backup was read and found good.

use crate::{
    blobs,
    dump::{self, Line},
    folder::{self, BLOBS, KEYS},
    manifest::Manifest,
    seal::{Passphrase, SealedFile},
    tally::{Counted, Tally},
    verify::{self, Verified, verify},
};
use anyhow::{Context, Result, bail};
use db::{
    Db, Position,
    audit::Entry,
    dump::{Page, Reload, Row, Schema, Table},
};
use domain::{AuditAct, AuditSubject, Timestamp};
use std::{fs, io::BufRead, path::Path};
use storage::{Key, Storage};

/// Rows that are handed to the database at once, and bytes at which fewer are.
const ROWS: usize = 64;
const BYTES: usize = 4 << 20;

pub struct Restoring<'a> {
    /// From [`Db::open_for_reload`].
    pub db: &'a Db,
    pub storage: &'a Storage,
    pub passphrase: &'a Passphrase,
    /// Whether a site that is there may go.
    pub replace: bool,
    pub now: Timestamp,
    /// A name for the change log that was never used.
    pub epoch: &'a str,
}

pub struct Restored {
    pub manifest: Manifest,
    pub position: Position,
    /// Blobs that the store did not have, or had damaged.
    pub blobs: u64,
}

/// Puts the backup of that name, or the newest one in `root`, in the place of the site. `keep` puts the sealed files where they
/// belong; it is called when the database is ready and not yet visible, so that an error leaves everything as it was.
pub async fn restore(
    to: &Restoring<'_>,
    root: &Path,
    name: Option<&str>,
    keep: impl FnOnce(&[SealedFile]) -> Result<()>,
) -> Result<Restored> {
    if !to.replace && !to.db.is_empty().await? {
        bail!("there is a site in this database; --replace puts the backup in its place, and what is there is lost");
    }
    let Verified { place, manifest } = verify(root, name)?;
    if let Some(unknown) = Schema::unknown(&manifest.schema).first() {
        bail!("the backup was made by a newer version of this program: {unknown} is unknown here");
    }
    let sealed = to.passphrase.open(&fs::read(place.join(KEYS))?)?;
    let blobs = put_blobs(to.storage, root, &place, &manifest).await?;

    let reload = to.db.reload(&manifest.schema).await?;
    let mut tables = Vec::new();
    let mut files = Vec::new();
    load(&reload, &mut verify::unpacked(&place)?, &mut tables, &mut files).await?;
    load(&reload, &mut &sealed[..], &mut tables, &mut files).await?;
    compare(&reload, &tables, &manifest.tables).await?;
    let loaded = reload.finish(&tables).await?;
    keep(&files)?;
    let told = Entry::new(AuditAct::SiteRestored, AuditSubject::Site, None, manifest.made_at.as_str());
    let position = loaded.commit(to.db, to.now, to.epoch, told.with("epoch", manifest.epoch.as_str())).await?;
    Ok(Restored { manifest, position, blobs })
}

/// What is there and whole stays; how many were put.
async fn put_blobs(storage: &Storage, root: &Path, place: &Path, manifest: &Manifest) -> Result<u64> {
    let mut put = 0;
    for named in blobs::list(&place.join(BLOBS))? {
        let named = named?;
        if manifest.missing.contains(&named.sha256) {
            continue;
        }
        let key: Key = named.key.parse()?;
        match storage.verify(&key, &named.sha256).await {
            Ok(()) => {}
            Err(storage::Error::NotFound(_) | storage::Error::Damaged { .. }) => {
                storage.put_file(&key, &folder::blob(root, &named.sha256), &named.sha256).await?;
                put += 1;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(put)
}

async fn load(reload: &Reload, dump: &mut impl BufRead, tables: &mut Vec<Table>, files: &mut Vec<SealedFile>) -> Result<()> {
    let (mut rows, mut bytes): (Vec<Row>, usize) = (Vec::new(), 0);
    loop {
        let line = dump::read(dump)?;
        if let Some(Line::Row(row, line)) = &line {
            bytes += line.len();
            rows.push(row.clone());
        }
        let whole = rows.len() == ROWS || bytes > BYTES || !matches!(line, Some(Line::Row(..)));
        if whole && !rows.is_empty() {
            reload.insert(tables.last().context("a row stands before any table")?, &rows).await?;
            (rows, bytes) = (Vec::new(), 0);
        }
        match line {
            None => return Ok(()),
            Some(Line::Table(table)) => tables.push(table),
            Some(Line::Row(..)) => {}
            Some(Line::Other(line)) => files.push(serde_json::from_slice(&line).context("a line that nobody can read")?),
        }
    }
}

/// What the database holds now is what was written, read back from it.
async fn compare(reload: &Reload, tables: &[Table], said: &[Counted]) -> Result<()> {
    for counted in said {
        let table = tables.iter().find(|table| table.name == counted.table);
        let table = table.with_context(|| format!("the table {} is not in the backup", counted.table))?;
        let mut tally = Tally::default();
        let mut page = Page::first();
        loop {
            page = reload.rows(table, &page).await?;
            if page.rows.is_empty() {
                break;
            }
            for row in &page.rows {
                tally.add(&serde_json::to_vec(row)?);
            }
        }
        if tally.of(&counted.table) != *counted {
            bail!("the table {} came out otherwise than it was saved; nothing was changed", counted.table);
        }
    }
    Ok(())
}
