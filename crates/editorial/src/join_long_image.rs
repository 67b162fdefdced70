//! Pictures put one below the other become a long image: an original of its own, whose bytes are the list of its parts.

use crate::{Result, register_upload::register_upload};
use db::{
    Db, Write,
    assets::{AssetRow, NewAsset},
    audit::Entry,
    uploads::{self, UploadRow},
};
use domain::{AssetKind, AuditAct, AuditSubject, Digest, PartList, Timestamp};

/// The bytes of the list are in the store before.
pub struct NewLongImage<'a> {
    pub list: &'a PartList,
    /// SHA-256 of its bytes.
    pub digest: &'a Digest,
    /// Random; becomes the folder of its renditions where the list is new.
    pub key: &'a str,
    /// Of the first part.
    pub name: &'a str,
    pub organisation: Option<i64>,
    pub account: Option<i64>,
}

/// As an act of its own, for an organisation and an account. The same parts in the same order are the same asset, whoever
/// joins them. `receipt`, random, names the record that this organisation has it too.
pub async fn join_long_image(db: &Db, now: Timestamp, receipt: &str, new: NewLongImage<'_>) -> Result<AssetRow> {
    let mut write = db.write(now).await?;
    let (organisation, account, name) = (new.organisation, new.account, new.name.to_owned());
    let asset = join(&write, new).await?;
    if let (Some(organisation), Some(account)) = (organisation, account) {
        if asset.organisation_id != Some(organisation) {
            uploads::add(&write, brought(&asset, now, receipt, organisation, account, name)).await?;
        }
        let told = Entry::new(AuditAct::UploadDone, AuditSubject::Asset, Some(asset.id), asset.name.as_str());
        write.audit(told.at(organisation).with("sha256", asset.digest.as_str()));
    }
    write.commit().await?;
    Ok(asset)
}

/// As an upload that is over: what an organisation brought is in its library, though another brought the same before.
fn brought(asset: &AssetRow, now: Timestamp, id: &str, organisation_id: i64, account_id: i64, name: String) -> UploadRow {
    UploadRow {
        id: id.to_owned(),
        account_id,
        organisation_id,
        name,
        metadata: String::new(),
        length: asset.bytes,
        received: asset.bytes,
        partial: false,
        parts: None,
        digest: Some(asset.digest.clone()),
        asset_id: Some(asset.id),
        reason: None,
        dismissed: true,
        created_at: now.0,
        expires_at: now.0,
    }
}

pub(crate) async fn join(write: &Write, new: NewLongImage<'_>) -> Result<AssetRow> {
    let asset = NewAsset {
        digest: new.digest.as_str(),
        key: new.key,
        name: new.name,
        bytes: new.list.bytes().len() as u64,
        kind: AssetKind::LongImage,
        organisation: new.organisation,
        account: new.account,
    };
    register_upload(write, asset).await
}
