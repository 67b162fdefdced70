//! Blobs into the folder of backups, each once, under its hash.

use crate::{
    folder::{self, Hashed},
    manifest::Manifest,
    named::Named,
};
use anyhow::{Context, Result, bail};
use domain::Digest;
use futures::TryStreamExt;
use std::{
    fs::{self, File},
    io::{BufRead, BufReader, Write},
    path::Path,
};
use storage::{ByteRange, Key, Storage};

/// A site that has lost more is not worth a backup.
const MISSING: usize = 1000;

/// The list of blobs, one at a time.
pub(crate) fn list(path: &Path) -> Result<impl Iterator<Item = Result<Named>> + use<>> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(BufReader::new(file).lines().map(|line| Ok(serde_json::from_str(&line?)?)))
}

/// Copies what `list` names and the folder does not have; how many bytes that was.
pub(crate) async fn collect(storage: &Storage, root: &Path, list: &Path, manifest: &mut Manifest) -> Result<u64> {
    let mut written = 0;
    for named in self::list(list)? {
        let named = named?;
        let (key, place): (Key, _) = (named.key.parse()?, folder::blob(root, &named.sha256));
        manifest.blobs += 1;
        let size = match storage.head(&key).await {
            Ok(size) => size,
            Err(storage::Error::NotFound(_)) => {
                lose(manifest, named.sha256)?;
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        manifest.bytes += size;
        if fs::metadata(&place).is_ok_and(|found| found.len() == size) {
            continue;
        }
        if copy(storage, &key, size, &named.sha256, root, &place).await? {
            written += size;
        } else {
            lose(manifest, named.sha256)?;
        }
    }
    Ok(written)
}

fn lose(manifest: &mut Manifest, digest: Digest) -> Result<()> {
    manifest.missing.push(digest);
    if manifest.missing.len() > MISSING {
        bail!(
            "more than {MISSING} blobs are not in the store or damaged: is it the right folder? liangyi check --deep names them"
        );
    }
    Ok(())
}

/// False where the store's bytes have another hash; nothing is kept of them then.
async fn copy(storage: &Storage, key: &Key, size: u64, digest: &Digest, root: &Path, place: &Path) -> Result<bool> {
    let arriving = root.join("blobs").join(".arriving");
    match fs::remove_file(&arriving) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let mut file = Hashed::create(&arriving)?;
    let mut pieces = storage.pieces(key, ByteRange::whole(size));
    while let Some(piece) = pieces.try_next().await? {
        file.write_all(&piece).with_context(|| format!("cannot write {key} into the backup"))?;
    }
    if file.finish()? != *digest {
        fs::remove_file(&arriving)?;
        return Ok(false);
    }
    let parent = place.parent().context("a blob has a folder")?;
    folder::make_folder(parent)?;
    fs::rename(&arriving, place)?;
    File::open(parent)?.sync_all()?;
    Ok(true)
}
