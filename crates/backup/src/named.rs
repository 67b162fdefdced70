//! The blobs that the database names.

use crate::folder;
use anyhow::Result;
use db::{Db, dump::Snapshot};
use domain::{Digest, PartList};
use serde::{Deserialize, Serialize};
use std::path::Path;
use storage::{Key, Storage, digest_of_file};

/// Rows that are read at once.
const PIECE: u64 = 500;

/// The longest list of the parts of a long image, in bytes.
const LIST: u64 = 4 << 10;

/// One of them; the same bytes may stand under several keys.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Named {
    pub key: String,
    pub sha256: Digest,
}

impl Named {
    fn original(digest: &Digest) -> Self {
        Self { key: Key::original(digest).to_string(), sha256: digest.clone() }
    }
}

/// Calls `with` for each. What a list names in its turn is found by reading the list.
pub(crate) async fn each(snapshot: &Snapshot, storage: &Storage, mut with: impl AsyncFnMut(Named) -> Result<()>) -> Result<()> {
    let mut after = 0;
    loop {
        let originals = snapshot.originals(after, PIECE).await?;
        let Some(last) = originals.last() else { break };
        after = last.id;
        for original in &originals {
            let digest: Digest = original.digest.parse()?;
            with(Named::original(&digest)).await?;
            if original.is_list() {
                for part in parts(storage, &digest).await? {
                    with(Named::original(&part)).await?;
                }
            }
        }
    }
    after = 0;
    loop {
        let renditions = snapshot.renditions(after, PIECE).await?;
        let Some(last) = renditions.last() else { return Ok(()) };
        after = last.id;
        for rendition in &renditions {
            let key = Key::rendition(&rendition.key.parse()?, &rendition.file)?;
            with(Named { key: key.to_string(), sha256: rendition.digest.parse()? }).await?;
        }
    }
}

/// None of a list that is lost: it is named as lost itself. One that cannot be had just now is no list that is lost.
async fn parts(storage: &Storage, list: &Digest) -> Result<Vec<Digest>> {
    let key = Key::original(list);
    let read = async {
        if storage.head(&key).await? > LIST {
            return Ok::<_, storage::Error>(Vec::new());
        }
        let bytes = storage.get(&key).await?;
        Ok(PartList::read(&bytes).map(|list| list.parts).unwrap_or_default())
    };
    match read.await {
        Err(error) if storage::Error::passes(&error) => Err(error.into()),
        Err(_) => Ok(Vec::new()),
        Ok(parts) => Ok(parts),
    }
}

/// Reads every blob that the database names, and calls `tell` with what is wrong with it; how many there are.
pub async fn damaged(db: &Db, storage: &Storage, mut tell: impl FnMut(String)) -> Result<u64> {
    let snapshot = db.snapshot().await?;
    let mut blobs = 0;
    each(&snapshot, storage, async |named| {
        blobs += 1;
        let key: Key = named.key.parse()?;
        match storage.verify(&key, &named.sha256).await {
            // Nothing can be said of the blob.
            Err(error) if error.passes() => return Err(error.into()),
            Err(error) => tell(error.to_string()),
            Ok(()) => {}
        }
        Ok(())
    })
    .await?;
    Ok(blobs)
}

/// Puts back every blob that the database names and the store has lost or damaged, where the folder of backups `root` has it
/// whole; how many. `tell` hears of the others.
pub async fn heal(db: &Db, storage: &Storage, root: &Path, mut tell: impl FnMut(String)) -> Result<u64> {
    let snapshot = db.snapshot().await?;
    let mut healed = 0;
    each(&snapshot, storage, async |named| {
        let key: Key = named.key.parse()?;
        let Err(error) = storage.verify(&key, &named.sha256).await else { return Ok(()) };
        if error.passes() {
            return Err(error.into());
        }
        let copy = folder::blob(root, &named.sha256);
        if digest_of_file(&copy).is_ok_and(|found| found == named.sha256) {
            storage.put_file(&key, &copy, &named.sha256).await?;
            healed += 1;
        } else {
            tell(format!("{error}; the backups have no whole copy"));
        }
        Ok(())
    })
    .await?;
    Ok(healed)
}

/// What a copy of all blobs came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// That the database names.
    pub blobs: u64,
    /// Of these, that were not there yet.
    pub copied: u64,
    /// Lost or damaged where they are.
    pub lost: u64,
}

/// Copies every blob that the database names into another store; what is there already is not copied again, so it may be cut
/// off and repeated. `tell` hears of those that are lost or damaged here.
pub async fn copy_blobs(db: &Db, from: &Storage, to: &Storage, mut tell: impl FnMut(String)) -> Result<Copied> {
    let snapshot = db.snapshot().await?;
    let mut all = Copied::default();
    each(&snapshot, from, async |named| {
        let key: Key = named.key.parse()?;
        all.blobs += 1;
        match from.copy_to(to, &key, &named.sha256).await {
            Ok(copied) => all.copied += u64::from(copied),
            Err(error @ (storage::Error::NotFound(_) | storage::Error::Damaged { .. })) => {
                all.lost += 1;
                tell(error.to_string());
            }
            Err(error) => return Err(error.into()),
        }
        Ok(())
    })
    .await?;
    Ok(all)
}
