//! What taking in uploads needs, and what an upload is allowed to be.

use super::{failure::Failure, writers::Writers};
use db::{
    Db,
    uploads::{self, UploadRow},
};
use domain::Timestamp;
use std::{sync::Arc, time::Duration};
use storage::{Storage, UploadId, Uploads};

/// An upload into which nothing comes for so long is removed.
pub const LIFE: Duration = Duration::from_secs(7 * 24 * 3600);

/// In bytes.
#[derive(Clone, Copy, Debug)]
pub struct UploadLimits {
    /// Of one file.
    pub most: u64,
    /// Of an organisation's originals and unfinished uploads together.
    pub quota: u64,
}

/// Cheap to clone.
#[derive(Clone)]
pub struct Intake {
    pub db: Db,
    pub store: Storage,
    pub files: Uploads,
    pub limits: UploadLimits,
    pub clock: fn() -> Timestamp,
    /// Bytes never given before.
    pub dice: fn() -> [u8; 16],
    pub writers: Arc<Writers>,
}

impl Intake {
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// The same, in the name of who asks.
    pub(crate) fn of(&self, session: &crate::Session) -> Self {
        Self { db: session.acting(&self.db), ..self.clone() }
    }

    pub(crate) fn expiry(&self) -> Timestamp {
        Timestamp(self.now().0 + LIFE.as_millis() as i64)
    }

    /// The row as it is now; one that was dismissed is as one that never was.
    pub(crate) async fn row(&self, id: &UploadId) -> Result<UploadRow, Failure> {
        uploads::find(&self.db, id.as_str()).await?.filter(|row| !row.dismissed).ok_or(Failure::Missing)
    }

    /// How many bytes a client may go on behind: what was counted, as far as the file still has it.
    pub(crate) async fn offset(&self, id: &UploadId, row: &UploadRow) -> Result<u64, Failure> {
        let counted = row.received as u64;
        if row.asset_id.is_some() || row.reason.is_some() {
            return Ok(counted);
        }
        Ok(self.files.length(id).await?.unwrap_or(0).min(counted))
    }

    /// Notes that it became nothing, and removes its bytes.
    pub(crate) async fn refuse(&self, id: &UploadId, reason: &str) -> anyhow::Result<()> {
        let write = self.db.write(self.now()).await?;
        uploads::refuse(&write, id.as_str(), reason).await?;
        write.commit().await?;
        self.writers.forget(id);
        Ok(self.files.remove(id).await?)
    }
}

/// What may still be written to.
pub(crate) fn is_open(row: &UploadRow, now: Timestamp) -> Result<(), Failure> {
    match (&row.reason, row.asset_id) {
        (Some(reason), _) => Err(Failure::Refused(reason.clone())),
        (None, None) if row.expires_at <= now.0 => Err(Failure::Expired),
        _ => Ok(()),
    }
}
