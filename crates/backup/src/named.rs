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
                for part in parts(storage, &digest).await {
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

/// None of a list that is lost: it is named as lost itself.
async fn parts(storage: &Storage, list: &Digest) -> Vec<Digest> {
    let key = Key::original(list);
    if !storage.head(&key).await.is_ok_and(|size| size <= LIST) {
        return Vec::new();
    }
    let bytes = storage.get(&key).await.unwrap_or_default();
    PartList::read(&bytes).map(|list| list.parts).unwrap_or_default()
}

/// Reads every blob that the database names, and calls `tell` with what is wrong with it; how many there are.
pub async fn damaged(db: &Db, storage: &Storage, mut tell: impl FnMut(String)) -> Result<u64> {
    let snapshot = db.snapshot().await?;
    let mut blobs = 0;
    each(&snapshot, storage, async |named| {
        blobs += 1;
        let key: Key = named.key.parse()?;
        if let Err(error) = storage.verify(&key, &named.sha256).await {
            tell(error.to_string());
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
