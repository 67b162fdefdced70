//! Concatenation: whole pieces become one upload, which then is whole.

use super::{begin::Begin, failure::Failure, headers::Metadata, intake::Intake, writers::Unseat};
use db::uploads::{self, UploadRow};
use storage::UploadId;

const NOT_A_PIECE: Failure = Failure::Header("Upload-Concat 里有一段不存在，或不是分段上传。");
const NOT_WHOLE: Failure = Failure::Header("还有分段没有传完，不能合并。");

impl Intake {
    /// Joins pieces of one account and organisation; they are removed when that is done. What they became.
    ///
    /// The bytes are copied once more, so a piece that fails to come over loses nothing.
    pub(crate) async fn join(
        &self,
        account: i64,
        organisation: i64,
        header: &str,
        metadata: &Metadata,
        ids: &[UploadId],
    ) -> Result<UploadRow, Failure> {
        let pieces = self.pieces(account, organisation, ids).await?;
        let length = pieces.iter().map(|piece| piece.length as u64).sum();
        let begin = Begin { account, organisation, length, header, metadata, partial: false, parts: Some(ids) };
        let (id, row) = self.begin(begin).await?;
        if row.asset_id.is_some() {
            self.end_pieces(ids).await?;
            return Ok(row);
        }
        let joined = self.join_files(&id, ids).await;
        if !matches!(joined, Ok(_) | Err(Failure::Refused(_))) {
            // The pieces stay; the client may ask again.
            self.end(&id).await?;
        }
        joined?;
        self.end_pieces(ids).await?;
        self.row(&id).await
    }

    async fn join_files(&self, id: &UploadId, pieces: &[UploadId]) -> Result<i64, Failure> {
        let mut hold = self.hold(id, Unseat::Silent).await?;
        for piece in pieces {
            hold.file.append(&self.files, piece).await?;
        }
        hold.file.keep().await?;
        hold.hash = None;
        let length = hold.row.length as u64;
        self.count(&mut hold.row, length).await?;
        self.finish(hold).await
    }

    async fn pieces(&self, account: i64, organisation: i64, ids: &[UploadId]) -> Result<Vec<UploadRow>, Failure> {
        let mut pieces = Vec::with_capacity(ids.len());
        for (place, id) in ids.iter().enumerate() {
            if ids[..place].contains(id) {
                return Err(NOT_A_PIECE);
            }
            let row = uploads::find(&self.db, id.as_str()).await?.ok_or(NOT_A_PIECE)?;
            if !row.partial || row.account_id != account || row.organisation_id != organisation {
                return Err(NOT_A_PIECE);
            }
            if self.offset(id, &row).await? != row.length as u64 {
                return Err(NOT_WHOLE);
            }
            pieces.push(row);
        }
        Ok(pieces)
    }

    async fn end_pieces(&self, ids: &[UploadId]) -> Result<(), Failure> {
        for id in ids {
            self.end(id).await?;
        }
        Ok(())
    }
}
