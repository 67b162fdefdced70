//! Uploads that have not arrived whole: a file each, in a local folder, whatever the store of blobs is.
//!
//! A file may be longer than what was acknowledged, by bytes that a power cut may have spoilt; the rows of the database
//! say how much counts. Absent from here: those rows, HTTP, and who may write.

use crate::{AssetKey, AssetKeyError, Error, Hasher, Result};
use domain::Digest;
use std::{
    fmt,
    fs::{File, OpenOptions, TryLockError},
    io::{self, SeekFrom},
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
};
use tokio::{
    io::{AsyncSeekExt, AsyncWriteExt},
    task::spawn_blocking,
};

/// Held in memory for one stream, in bytes: what was written and is not yet with the system, or what is being read.
const BUFFER: usize = 256 << 10;

/// 32 lower-case hexadecimal digits, the last part of an upload's address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
}

/// The file of one upload, held by nobody else until this is dropped, in no process of this machine.
#[derive(Debug)]
pub struct Arriving {
    id: UploadId,
    path: PathBuf,
    file: tokio::fs::File,
    /// The same file, for reading at a position.
    reading: Arc<File>,
}

impl Uploads {
    /// Makes the folder where it is missing.
    pub fn local(folder: impl AsRef<Path>) -> Result<Self> {
        let folder = folder.as_ref();
        std::fs::create_dir_all(folder).map_err(|e| Error::Folder { folder: folder.to_owned(), source: e.into() })?;
        Ok(Self { folder: folder.into() })
    }

    fn path(&self, id: &UploadId) -> PathBuf {
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

    /// The file, unless somebody else holds it: then `None`.
    ///
    /// # Errors
    /// [`Error::Store`] also where there is no such file.
    pub async fn hold(&self, id: &UploadId) -> Result<Option<Arriving>> {
        let path = self.path(id);
        let place = path.clone();
        let held = blocking("opening an upload", move || {
            let file = OpenOptions::new().read(true).write(true).open(place)?;
            match file.try_lock() {
                Ok(()) => Ok(Some((file.try_clone()?, file))),
                Err(TryLockError::WouldBlock) => Ok(None),
                Err(TryLockError::Error(error)) => Err(error),
            }
        })
        .await?;
        Ok(held.map(|(file, reading)| {
            let mut file = tokio::fs::File::from_std(file);
            file.set_max_buf_size(BUFFER);
            Arriving { id: id.clone(), path, file, reading: Arc::new(reading) }
        }))
    }

    /// How long the file is, in bytes; `None` where there is none.
    pub async fn length(&self, id: &UploadId) -> Result<Option<u64>> {
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
        .await
    }

    /// Every upload that has a file, in no order.
    pub async fn ids(&self) -> Result<Vec<UploadId>> {
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

impl Arriving {
    pub fn id(&self) -> &UploadId {
        &self.id
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Cuts off what stands behind `at`, and goes on writing there, or at the end where the file is shorter; where that is.
    pub async fn go_to(&mut self, at: u64) -> Result<u64> {
        self.file.flush().await.map_err(failed("cutting an upload"))?;
        let reading = self.reading.clone();
        let at = blocking("cutting an upload", move || {
            let at = at.min(reading.metadata()?.len());
            reading.set_len(at)?;
            Ok(at)
        })
        .await?;
        self.file.seek(SeekFrom::Start(at)).await.map_err(failed("cutting an upload"))
    }

    /// Hands bytes to the system, or to a buffer on the way to it.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all(bytes).await.map_err(failed("writing an upload"))
    }

    /// Returns when everything written is on the disk.
    pub async fn keep(&mut self) -> Result<()> {
        self.file.flush().await.map_err(failed("writing an upload"))?;
        self.file.sync_data().await.map_err(failed("writing an upload"))
    }

    /// At most `most` bytes from `at` on, fewer only at the end of the file.
    pub async fn bytes(&self, at: u64, most: usize) -> Result<Vec<u8>> {
        let reading = self.reading.clone();
        blocking("reading an upload", move || {
            let mut bytes = vec![0; most];
            let mut filled = 0;
            while filled < most {
                match reading.read_at(&mut bytes[filled..], at + filled as u64)? {
                    0 => break,
                    more => filled += more,
                }
            }
            bytes.truncate(filled);
            Ok(bytes)
        })
        .await
    }

    /// Reads the whole file; memory stays small.
    pub async fn digest(&self) -> Result<Digest> {
        let reading = self.reading.clone();
        blocking("reading an upload", move || {
            let mut hasher = Hasher::default();
            read(&reading, |piece| {
                hasher.update(piece);
                Ok(())
            })?;
            Ok(hasher.finish())
        })
        .await
    }

    /// Adds the bytes of a file that stands in the folder of `uploads`, behind all there are.
    pub async fn append(&mut self, uploads: &Uploads, piece: &UploadId) -> Result<()> {
        let (path, into) = (uploads.path(piece), self.reading.clone());
        blocking("joining uploads", move || {
            let mut at = into.metadata()?.len();
            read(&File::open(path)?, |bytes| {
                into.write_all_at(bytes, at)?;
                at += bytes.len() as u64;
                Ok(())
            })
        })
        .await
    }
}

/// From the beginning to the end, a piece at a time.
fn read(file: &File, mut with: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut buffer = vec![0; BUFFER];
    let mut at = 0;
    loop {
        match file.read_at(&mut buffer, at)? {
            0 => return Ok(()),
            more => {
                with(&buffer[..more])?;
                at += more as u64;
            }
        }
    }
}

pub(crate) async fn blocking<T: Send + 'static>(
    what: &'static str,
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T> {
    spawn_blocking(work).await.map_err(io::Error::other).flatten().map_err(failed(what))
}

fn failed(what: &'static str) -> impl FnOnce(io::Error) -> Error {
    move |error| Error::Store { what: what.to_owned(), source: error.into() }
}
