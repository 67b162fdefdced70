//! An upload begins: room is found for it and reserved in one transaction.

use super::{
    failure::{Failure, size},
    headers::Metadata,
    intake::Intake,
};
use db::uploads::{self, UploadRow};
use storage::UploadId;

/// What is asked for; who may, was decided before.
pub(crate) struct Begin<'a> {
    pub account: i64,
    pub organisation: i64,
    pub length: u64,
    /// `Upload-Metadata` as it came, and read.
    pub header: &'a str,
    pub metadata: &'a Metadata,
    pub partial: bool,
    /// The pieces that it is joined from.
    pub parts: Option<&'a [UploadId]>,
}

/// Where a client gave no name.
const NAMELESS: &str = "未命名文件";

impl Intake {
    /// # Errors
    /// [`Failure::TooLarge`], [`Failure::NoRoom`], or [`Failure::Refused`] for a file without a byte.
    pub(crate) async fn begin(&self, begin: Begin<'_>) -> Result<(UploadId, UploadRow), Failure> {
        if begin.length > self.limits.most {
            return Err(Failure::TooLarge { most: size(self.limits.most) });
        }
        if begin.metadata.h5 && begin.length > h5::limits::ZIPPED {
            return Err(Failure::TooLarge { most: size(h5::limits::ZIPPED) });
        }
        if begin.length == 0 && !begin.partial {
            return Err(Failure::Refused(super::content::EMPTY.words()));
        }
        let id = UploadId::from_entropy((self.dice)());
        let now = self.now();
        let mut row = self.row_of(&id, &begin)?;
        let write = self.db.write(now).await?;
        let known = match &begin.metadata.sha256 {
            Some(digest) if !begin.partial => {
                uploads::known(&write, begin.organisation, digest.as_str(), begin.length as i64).await?
            }
            _ => None,
        };
        if let Some(asset) = known {
            // These bytes are here, and this organisation has them in its library: nothing needs to travel.
            row.received = row.length;
            row.asset_id = Some(asset);
            row.digest = begin.metadata.sha256.as_ref().map(ToString::to_string);
        } else {
            uploads::as_the_only_beginning(&write, begin.organisation).await?;
            let used = uploads::used(&write, begin.organisation).await? as u64;
            // Pieces that are joined are reserved already, and give their room back when they are.
            let wanted = if begin.parts.is_some() { 0 } else { begin.length };
            if used.saturating_add(wanted) > self.limits.quota {
                return Err(Failure::NoRoom { limit: size(self.limits.quota), used: size(used), wanted: size(wanted) });
            }
        }
        uploads::add(&write, row.clone()).await?;
        write.commit().await?;
        if row.asset_id.is_none() {
            self.files.begin(&id).await?;
        }
        Ok((id, row))
    }

    fn row_of(&self, id: &UploadId, begin: &Begin<'_>) -> Result<UploadRow, Failure> {
        let parts = begin.parts.map(|ids| ids.iter().map(UploadId::as_str).collect::<Vec<_>>());
        let parts = parts.map(|ids| serde_json::to_string(&ids)).transpose().map_err(anyhow::Error::from)?;
        Ok(UploadRow {
            id: id.to_string(),
            account_id: begin.account,
            organisation_id: begin.organisation,
            name: begin.metadata.filename.clone().unwrap_or_else(|| NAMELESS.to_owned()),
            metadata: begin.header.to_owned(),
            length: begin.length as i64,
            received: 0,
            partial: begin.partial,
            parts,
            digest: None,
            asset_id: None,
            reason: None,
            dismissed: false,
            created_at: self.now().0,
            expires_at: self.expiry().0,
        })
    }
}
