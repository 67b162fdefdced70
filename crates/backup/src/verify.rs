//! Whether a backup is whole and unaltered: everything in it is read, and nothing else is touched.

use crate::{
    blobs,
    dump::{self, Counting, Line},
    folder::{self, BLOBS, DATABASE, MANIFEST, SUMMED, SUMS},
    make::is_secret,
    manifest::Manifest,
};
use anyhow::{Context, Result, bail};
use std::{
    fs::{self, File},
    io::{BufReader, ErrorKind},
    path::{Path, PathBuf},
};
use storage::digest_of_file;

/// Blobs that an error names; their number is told for all.
const NAMED: usize = 5;

#[derive(Debug)]
pub struct Verified {
    pub place: PathBuf,
    pub manifest: Manifest,
}

/// Reads the backup of that name in the folder `root`, or the newest, from end to end.
///
/// # Errors
/// At the first file that is not as it was written, by its name; of blobs, the first few by their hash.
pub fn verify(root: &Path, name: Option<&str>) -> Result<Verified> {
    let place = folder::choose(root, name)?;
    let said = fs::read(place.join(SUMS)).with_context(|| format!("{} has no {SUMS}: it is no whole backup", place.display()))?;
    let found = sums(&place)?;
    if said != found.as_bytes() {
        let said = String::from_utf8_lossy(&said);
        let altered = SUMMED.iter().zip(found.lines()).find(|(_, line)| !said.lines().any(|one| one == *line));
        bail!("{} is not as it was written: {}", place.display(), altered.map_or(SUMS, |(name, _)| name));
    }
    let manifest = Manifest::read(&fs::read(place.join(MANIFEST))?)?;
    rows(&place, &manifest).with_context(|| format!("{DATABASE} in {}", place.display()))?;
    all_blobs(root, &place, &manifest)?;
    Ok(Verified { place, manifest })
}

/// The lines of SHA256SUMS, of the files as they are now.
pub(crate) fn sums(place: &Path) -> Result<String> {
    let line = |name: &&str| {
        let digest = digest_of_file(&place.join(name)).with_context(|| format!("cannot read {name} in {}", place.display()))?;
        anyhow::Ok(format!("{digest}  {name}\n"))
    };
    SUMMED.iter().map(line).collect()
}

pub(crate) fn unpacked(place: &Path) -> Result<impl std::io::BufRead> {
    Ok(BufReader::with_capacity(1 << 20, zstd::Decoder::new(File::open(place.join(DATABASE))?)?))
}

/// Every table has the rows that the manifest counted.
fn rows(place: &Path, manifest: &Manifest) -> Result<()> {
    let mut dump = unpacked(place)?;
    let mut counting = Counting::default();
    while let Some(line) = dump::read(&mut dump)? {
        match line {
            Line::Table(table) => counting.table(&table.name),
            Line::Row(_, line) => counting.row(&line)?,
            Line::Other(_) => bail!("it has a line that is neither table nor row"),
        }
    }
    counting.end();
    let said: Vec<_> = manifest.tables.iter().filter(|counted| !is_secret(&counted.table)).collect();
    match said.iter().find(|counted| !counting.counted.contains(counted)) {
        Some(other) => bail!("the table {} has other rows than the manifest says", other.table),
        None if counting.counted.len() != said.len() => bail!("it has tables of which the manifest says nothing"),
        None => Ok(()),
    }
}

fn all_blobs(root: &Path, place: &Path, manifest: &Manifest) -> Result<()> {
    let mut wrong = Vec::new();
    for named in blobs::list(&place.join(BLOBS))? {
        let digest = named?.sha256;
        if manifest.missing.contains(&digest) {
            continue;
        }
        match digest_of_file(&folder::blob(root, &digest)) {
            Ok(found) if found == digest => {}
            Ok(_) => wrong.push(format!("{digest} is damaged")),
            Err(error) if error.kind() == ErrorKind::NotFound => wrong.push(format!("{digest} is missing")),
            Err(error) => wrong.push(format!("{digest} cannot be read: {error}")),
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    let (count, all) = (wrong.len(), wrong.iter().take(NAMED).cloned().collect::<Vec<_>>().join("; "));
    bail!("{count} blob(s) of the backup in {} are not whole: {all}", root.join("blobs").display())
}
