//! One upload in one hand: written behind what counts, read, hashed.

use crate::{
    Hasher, Result, UploadId, Uploads,
    handed_on::HandedOn,
    uploads::{blocking, failed},
};
use domain::Digest;
use std::{
    fs::File,
    io::{self, SeekFrom},
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
    sync::Arc,
};
use tokio::io::{AsyncSeekExt, AsyncWriteExt};

/// Held in memory for one stream, in bytes: what was written and is not yet with the system, or what is being read.
const BUFFER: usize = 256 << 10;

/// The file of one upload, held by nobody else until this is dropped, in no process of this machine.
#[derive(Debug)]
pub struct Arriving {
    id: UploadId,
    path: PathBuf,
    file: tokio::fs::File,
    /// The same file, for reading at a position.
    reading: Arc<File>,
    handed_on: Option<Arc<HandedOn>>,
}

impl Arriving {
    pub(crate) fn new(id: UploadId, path: PathBuf, file: File, reading: Arc<File>, handed_on: Option<Arc<HandedOn>>) -> Self {
        let mut file = tokio::fs::File::from_std(file);
        file.set_max_buf_size(BUFFER);
        Self { id, path, file, reading, handed_on }
    }

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
        if let Some(handed_on) = &self.handed_on {
            handed_on.cut(&self.id, &self.reading, at).await?;
        }
        self.file.seek(SeekFrom::Start(at)).await.map_err(failed("cutting an upload"))
    }

    /// Hands bytes to the system, or to a buffer on the way to it.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all(bytes).await.map_err(failed("writing an upload"))
    }

    /// Returns when everything written is on the disk, and where uploads are handed on, where every process finds it.
    pub async fn keep(&mut self) -> Result<()> {
        self.file.flush().await.map_err(failed("writing an upload"))?;
        match &self.handed_on {
            Some(handed_on) => handed_on.keep(&self.id, &self.reading).await,
            None => self.file.sync_data().await.map_err(failed("writing an upload")),
        }
    }

    /// At most `most` bytes from `at` on, fewer only at the end of the file.
    pub async fn bytes(&self, at: u64, most: usize) -> Result<Vec<u8>> {
        bytes(&self.reading, at, most).await
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
        // Held meanwhile: another machine may have taken its bytes, and holding fetches them.
        let _held = match &self.handed_on {
            Some(_) => uploads.hold(piece).await?,
            None => None,
        };
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

/// At most `most` bytes from `at` on, fewer only at the end of the file.
pub(crate) async fn bytes(file: &Arc<File>, at: u64, most: usize) -> Result<Vec<u8>> {
    let reading = file.clone();
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
