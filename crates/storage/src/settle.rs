//! A whole upload becomes an original, without ever being held in memory.

use crate::{Arriving, Key, Result, Storage, StoredOriginal, storage::PART, uploads::blocking};
use bytes::Bytes;
use domain::Digest;
use futures::{StreamExt, stream};
use std::{
    ffi::OsString,
    fs::{self, File},
    io,
    path::Path,
};

impl Storage {
    /// Stores an upload under its own hash, which the caller has taken from its bytes. Where the store is a folder of the
    /// same disk, a second name is given to the file; elsewhere it is copied in parts. The upload's own file stays.
    ///
    /// Presence is judged as in [`Storage::put_original`].
    pub async fn put_arrived(&self, arrived: &Arriving, digest: &Digest, size: u64) -> Result<StoredOriginal> {
        let key = Key::original(digest);
        let present = self.is_present(&key, size).await?;
        if !present && !self.name_again(arrived, &key).await? {
            self.copy(arrived, &key, digest).await?;
        }
        Ok(StoredOriginal { key, digest: digest.clone(), size, written: !present })
    }

    /// False where the file system cannot give this file a name in the store.
    async fn name_again(&self, arrived: &Arriving, key: &Key) -> Result<bool> {
        let Some(folder) = self.folder.clone() else { return Ok(false) };
        let (from, to) = (arrived.path().to_owned(), folder.join(key.as_str()));
        // No key can name it, so a crash leaves nothing that is taken for a blob.
        let mut beside = OsString::from(&to);
        beside.push(format!("#{}", arrived.id()));
        blocking("storing an upload", move || {
            let parent = to.parent().ok_or_else(|| io::Error::other("a blob has no folder"))?;
            make_folder(parent)?;
            remove(Path::new(&beside))?;
            if fs::hard_link(&from, &beside).is_err() {
                return Ok(false);
            }
            fs::rename(&beside, &to)?;
            // Where both were names of one file, renaming left both.
            remove(Path::new(&beside))?;
            File::open(parent)?.sync_all()?;
            Ok(true)
        })
        .await
    }

    async fn copy(&self, arrived: &Arriving, key: &Key, digest: &Digest) -> Result<()> {
        let parts = stream::try_unfold(0, |at| async move {
            let part = arrived.bytes(at, PART).await?;
            let next = at + part.len() as u64;
            Ok((!part.is_empty()).then(|| (Bytes::from(part), next)))
        });
        self.put_pieces(key, parts.boxed(), digest).await.map(drop)
    }
}

/// With its parents, each flushed into the one above.
fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(above) = folder.parent() {
        make_folder(above)?;
        match fs::create_dir(folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => File::open(above)?.sync_all()?,
        }
    }
    Ok(())
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
