//! A whole upload becomes an original: hashed, looked at, moved into the store, then registered in one transaction.
//!
//! Ended anywhere in between it is done again, with the same outcome: the file stays until the row says what it became.

use super::{failure::Failure, headers::Metadata, intake::Intake, receive::Hold, writers::Unseat};
use crate::session::actor;
use db::{Db, uploads::UploadRow};
use domain::Digest;
use editorial::WholeUpload;
use storage::{AssetKey, UploadId};

const OTHER_BYTES: &str = "收到的内容与浏览器计算的校验值不一致，文件在传输中损坏或在上传期间被改动。请重新选择文件上传。";

/// Whether all is there and nothing was made of it yet.
pub(crate) fn is_whole(row: &UploadRow) -> bool {
    !row.partial && row.received == row.length && row.asset_id.is_none() && row.reason.is_none()
}

impl Intake {
    /// The id of the asset.
    ///
    /// # Errors
    /// [`Failure::Refused`], written down, where it is of no use.
    pub(crate) async fn finish(&self, mut hold: Hold) -> Result<i64, Failure> {
        let id = hold.file.id().clone();
        let kind = self.look(&hold).await?;
        let digest = self.digest(&mut hold).await?;
        let said = Metadata::read(&hold.row.metadata).unwrap_or_default();
        if said.sha256.is_some_and(|claimed| claimed != digest) {
            self.refuse(&id, OTHER_BYTES).await?;
            return Err(Failure::Refused(OTHER_BYTES.to_owned()));
        }
        self.store.put_arrived(&hold.file, &digest, hold.row.length as u64).await?;
        let key = AssetKey::from_entropy((self.dice)());
        let whole = WholeUpload { row: &hold.row, kind, digest: &digest, key: key.as_str(), part: said.part };
        let asset = editorial::finish_upload(&self.in_whose_name(&hold.row).await?, self.now(), whole)
            .await
            .map_err(anyhow::Error::from)?;
        self.writers.forget(&id);
        self.files.remove(&id).await?;
        Ok(asset)
    }

    /// What another process left whole was sent by who began it.
    async fn in_whose_name(&self, row: &UploadRow) -> Result<Db, Failure> {
        if self.db.actor().account.is_some() {
            return Ok(self.db.clone());
        }
        let owner = db::accounts::by_id(&self.db, row.account_id).await?;
        Ok(owner.map_or_else(|| self.db.clone(), |owner| self.db.by(actor(&owner, ""))))
    }

    async fn digest(&self, hold: &mut Hold) -> Result<Digest, Failure> {
        match hold.hash.take() {
            Some(hash) => Ok(hash.finish()),
            // The process that took the first bytes has ended.
            None => Ok(hold.file.digest().await?),
        }
    }

    /// The row, after an attempt to finish what an ended process left whole.
    pub(crate) async fn settled(&self, id: &UploadId, row: UploadRow) -> Result<UploadRow, Failure> {
        if !is_whole(&row) {
            return Ok(row);
        }
        match self.hold(id, Unseat::Silent).await {
            Ok(hold) if is_whole(&hold.row) => self.finish(hold).await.map(drop)?,
            // Somebody is at it; or it was done in the meantime.
            Ok(_) | Err(Failure::Busy | Failure::Offset { .. }) => {}
            Err(other) => return Err(other),
        }
        self.row(id).await
    }
}
