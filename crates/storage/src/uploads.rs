//! Uploads that have not arrived whole: a file each, in a local folder, whatever the store of blobs is.
//!
//! A file may be longer than what was acknowledged, by bytes that a power cut may have spoilt; the rows of the database
//! say how much counts. Where blobs are in a bucket, what is acknowledged stands there too, see [`crate::handed_on`], and the
//! file is what this machine has of it. Absent from here: those rows, HTTP, and who may write.

use crate::{Arriving, AssetKey, AssetKeyError, Error, Result, Storage, handed_on::HandedOn};
use std::{
    fmt,
    fs::{File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
};
use tokio::task::spawn_blocking;

/// 32 lower-case hexadecimal digits, the last part of an upload's address.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UploadId(AssetKey);

impl UploadId {
    /// From 16 bytes of a cryptographic random source; the caller owns the source.
    pub fn from_entropy(bytes: [u8; 16]) -> Self {
        Self(AssetKey::from_entropy(bytes))
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl FromStr for UploadId {
    type Err = AssetKeyError;

    fn from_str(s: &str) -> Result<Self, AssetKeyError> {
        s.parse().map(Self)
    }
}

impl fmt::Display for UploadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The folder of them. Clones are cheap.
#[derive(Clone, Debug)]
pub struct Uploads {
    folder: Arc<Path>,
    /// Where other machines find what this one has acknowledged.
    handed_on: Option<Arc<HandedOn>>,
}

impl Uploads {
    /// Makes the folder where it is missing. Only processes that share it can go on with an upload.
    pub fn local(folder: impl AsRef<Path>) -> Result<Self> {
        let folder = folder.as_ref();
        std::fs::create_dir_all(folder).map_err(|e| Error::Folder { folder: folder.to_owned(), source: e.into() })?;
        Ok(Self { folder: folder.into(), handed_on: None })
    }

    /// The same; and what is acknowledged stands in `store` as well, so that every process that reaches it can go on with any
    /// upload, whichever machine took its first bytes.
    pub fn handed_on(folder: impl AsRef<Path>, store: &Storage) -> Result<Self> {
        Ok(Self { handed_on: Some(Arc::new(HandedOn::new(store.clone()))), ..Self::local(folder)? })
    }

    pub(crate) fn path(&self, id: &UploadId) -> PathBuf {
        self.folder.join(id.as_str())
    }

    /// An empty file that a power cut does not take away.
    pub async fn begin(&self, id: &UploadId) -> Result<()> {
        let (path, folder) = (self.path(id), self.folder.clone());
        blocking("beginning an upload", move || {
            OpenOptions::new().write(true).create_new(true).open(path)?;
            File::open(&folder)?.sync_all()
        })
        .await
    }

    /// The file, unless somebody else holds it: then `None`. The bytes that another machine took are in it.
    ///
    /// # Errors
    /// [`Error::Store`] also where there is no such file, nor anything of it elsewhere.
    pub async fn hold(&self, id: &UploadId) -> Result<Option<Arriving>> {
        let (path, make) = (self.path(id), self.handed_on.is_some());
        let place = path.clone();
        let held = blocking("opening an upload", move || {
            let file = OpenOptions::new().read(true).write(true).create(make).truncate(false).open(place)?;
            match file.try_lock() {
                Ok(()) => Ok(Some((file.try_clone()?, file))),
                Err(TryLockError::WouldBlock) => Ok(None),
                Err(TryLockError::Error(error)) => Err(error),
            }
        })
        .await?;
        let Some((file, reading)) = held else { return Ok(None) };
        let reading = Arc::new(reading);
        if let Some(handed_on) = &self.handed_on {
            handed_on.fetch(id, &reading).await?;
        }
        Ok(Some(Arriving::new(id.clone(), path, file, reading, self.handed_on.clone())))
    }

    /// How long the file is, in bytes; `None` where there is none. Where uploads are handed on: how much of it every process
    /// can go on behind.
    pub async fn length(&self, id: &UploadId) -> Result<Option<u64>> {
        let here = self.length_here(id).await?;
        let Some(handed_on) = &self.handed_on else { return Ok(here) };
        Ok(match handed_on.length(id).await? {
            0 => here.map(|_| 0),
            length => Some(length),
        })
    }

    async fn length_here(&self, id: &UploadId) -> Result<Option<u64>> {
        let path = self.path(id);
        blocking("looking at an upload", move || match std::fs::metadata(path) {
            Ok(found) => Ok(Some(found.len())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        })
        .await
    }

    /// One that is not there is removed already.
    pub async fn remove(&self, id: &UploadId) -> Result<()> {
        let path = self.path(id);
        blocking("removing an upload", move || match std::fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        })
        .await?;
        match &self.handed_on {
            Some(handed_on) => handed_on.remove(id).await,
            None => Ok(()),
        }
    }

    /// Every upload that has a file, in no order.
    pub async fn ids(&self) -> Result<Vec<UploadId>> {
        let mut ids = self.ids_here().await?;
        if let Some(handed_on) = &self.handed_on {
            ids.extend(handed_on.ids().await?);
            ids.sort_unstable();
            ids.dedup();
        }
        Ok(ids)
    }

    async fn ids_here(&self) -> Result<Vec<UploadId>> {
        let folder = self.folder.clone();
        blocking("listing uploads", move || {
            let mut ids = Vec::new();
            for entry in std::fs::read_dir(&folder)? {
                ids.extend(entry?.file_name().to_str().and_then(|name| name.parse().ok()));
            }
            Ok(ids)
        })
        .await
    }
}

pub(crate) async fn blocking<T: Send + 'static>(
    what: &'static str,
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T> {
    spawn_blocking(work).await.map_err(io::Error::other).flatten().map_err(failed(what))
}

pub(crate) fn failed(what: &'static str) -> impl FnOnce(io::Error) -> Error {
    move |error| Error::Store { what: what.to_owned(), source: error.into() }
}
