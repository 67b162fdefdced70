//! What time and ended processes leave behind.

use super::{
    failure::Failure,
    intake::{Intake, LIFE},
    writers::Unseat,
};
use anyhow::Result;
use db::uploads;
use std::time::Duration;
use storage::UploadId;

/// Another machine, whose lock cannot be seen, may be making a whole upload an original for so long.
const SETTLING: Duration = Duration::from_secs(600);

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Uploads whose time was over, removed with their bytes.
    pub expired: usize,
    /// Whole ones that became an original, or were refused.
    pub finished: usize,
    /// Files without an upload, removed.
    pub files: usize,
}

/// Finishes what is whole, removes what is expired and what no row knows. Called once in a while by each serving process.
pub async fn sweep_uploads(intake: &Intake) -> Result<Swept> {
    let mut swept = Swept::default();
    for row in uploads::whole(&intake.db).await? {
        let id: UploadId = row.id.parse()?;
        let arrived = row.expires_at - LIFE.as_millis() as i64;
        if intake.store.is_bucket() && arrived > intake.now().0 - SETTLING.as_millis() as i64 {
            continue;
        }
        match intake.settled(&id, row).await {
            Ok(row) => swept.finished += usize::from(row.asset_id.is_some()),
            Err(Failure::Refused(_)) => swept.finished += 1,
            // Expired: below.
            Err(Failure::Missing | Failure::Expired | Failure::Busy) => {}
            Err(error) => tracing::error!(upload = %id, error = %error, "a whole upload cannot be finished"),
        }
    }
    for row in uploads::expired(&intake.db, intake.now()).await? {
        swept.expired += usize::from(intake.end(&row.id.parse()?).await?);
    }
    for id in intake.files.ids().await? {
        let row = uploads::find(&intake.db, id.as_str()).await?;
        if row.is_none_or(|row| row.asset_id.is_some() || row.reason.is_some()) {
            intake.files.remove(&id).await?;
            swept.files += 1;
        }
    }
    Ok(swept)
}

impl Intake {
    /// Removes an upload, whoever is writing to it; false where another process does and goes on.
    pub(crate) async fn end(&self, id: &UploadId) -> Result<bool> {
        let Some(_seat) = self.writers.sit(id, Unseat::Anyone).await else { return Ok(false) };
        // Held until its row is gone, so that no other process writes meanwhile.
        let _file = match self.files.length(id).await? {
            Some(_) => match self.files.hold(id).await? {
                Some(file) => Some(file),
                None => return Ok(false),
            },
            None => None,
        };
        let write = self.db.write(self.now()).await?;
        uploads::end(&write, id.as_str()).await?;
        write.commit().await?;
        self.writers.forget(id);
        self.files.remove(id).await?;
        Ok(true)
    }
}
