//! A whole upload becomes an original: asset, job and the upload's own row in one transaction.

use crate::{
    Result,
    register_upload::{keep_part, register_upload},
};
use db::{
    Db,
    assets::NewAsset,
    audit::Entry,
    uploads::{self, UploadRow},
};
use domain::{AssetKind, AuditAct, AuditSubject, Digest, Timestamp};

/// An upload whose bytes are in the store.
pub struct WholeUpload<'a> {
    pub row: &'a UploadRow,
    /// As its bytes say.
    pub kind: AssetKind,
    pub digest: &'a Digest,
    /// Random; becomes the folder of its renditions where the bytes are new.
    pub key: &'a str,
    /// A part of a long image: nothing is made of it by itself.
    pub part: bool,
}

/// The id of the asset; the same bytes are the same asset, whoever brings them. Two processes may find the same upload whole: the
/// second changes nothing.
pub async fn finish_upload(db: &Db, now: Timestamp, whole: WholeUpload<'_>) -> Result<i64> {
    let mut write = db.write(now).await?;
    let new = NewAsset {
        digest: whole.digest.as_str(),
        key: whole.key,
        name: &whole.row.name,
        bytes: whole.row.length as u64,
        kind: whole.kind,
        organisation: Some(whole.row.organisation_id),
        account: Some(whole.row.account_id),
    };
    let asset = match whole.kind {
        AssetKind::Picture if whole.part => keep_part(&write, new).await?,
        _ => register_upload(&write, new).await?,
    };
    if !uploads::finish(&write, &whole.row.id, whole.digest.as_str(), asset.id).await? {
        return Ok(asset.id);
    }
    let told = Entry::new(AuditAct::UploadDone, AuditSubject::Asset, Some(asset.id), whole.row.name.as_str());
    write.audit(told.at(whole.row.organisation_id).with("sha256", whole.digest.as_str()));
    write.commit().await?;
    Ok(asset.id)
}
