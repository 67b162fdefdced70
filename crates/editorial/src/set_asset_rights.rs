//! What is owed for an original, until when it may be shown, and what happens afterwards.

use crate::{Error, Result, attach_renditions::log_asset};
use db::{
    Db,
    asset_rights::{self, NewRights},
    assets,
    audit::Entry,
};
use domain::{AuditAct, AuditSubject, Day, Licence, Timestamp};

/// Characters, as in the body of a work.
const LONGEST: usize = 500;

pub struct RightsOfAsset<'a> {
    pub account: i64,
    pub asset: i64,
    pub alt: &'a str,
    pub credit: &'a str,
    pub licence: Option<Licence>,
    /// The last day on which it may be shown.
    pub expires_on: Option<Day>,
    /// Feeds leave it out from the day after.
    pub withheld: bool,
    pub note: &'a str,
}

/// # Errors
/// Where a text is no line or too long, or there is nothing to withhold it after.
pub async fn set_asset_rights(db: &Db, now: Timestamp, rights: RightsOfAsset<'_>) -> Result<()> {
    let alt = line("替代文字", rights.alt)?;
    let credit = line("来源", rights.credit)?;
    let note = line("备注", rights.note)?;
    if rights.withheld && rights.expires_on.is_none() {
        return Err(Error::refused("没有到期日，就没有“到期后不再供稿”。请填写到期日，或者取消这一项。"));
    }
    let mut write = db.write(now).await?;
    let asset = assets::by_id(&write, rights.asset).await?.ok_or_else(|| Error::refused("素材已经不在了。"))?;
    let new = NewRights {
        alt,
        credit,
        licence: rights.licence,
        expires_on: rights.expires_on,
        expired: rights.expires_on.is_some_and(|day| day < now.day()),
        withheld: rights.withheld,
        note,
    };
    asset_rights::put(&write, asset.id, rights.account, new).await?;
    // What feeds say of works may have changed with it.
    log_asset(&mut write, asset.id).await?;
    let told = Entry::new(AuditAct::AssetRightsSet, AuditSubject::Asset, Some(asset.id), asset.name.as_str());
    let until = rights.expires_on.map(|day| day.to_string()).unwrap_or_default();
    let told = told.with("expires_on", until).with("withheld", rights.withheld);
    write.audit(match asset.organisation_id {
        Some(place) => told.at(place),
        None => told,
    });
    write.commit().await?;
    Ok(())
}

/// Rights whose last day is over: what shows the original is noted as changed, because feeds may leave it out from now on.
/// How many.
pub async fn expire_rights(db: &Db, now: Timestamp) -> Result<usize> {
    let mut count = 0;
    for asset in asset_rights::due(db, now.day()).await? {
        let mut write = db.write(now).await?;
        if asset_rights::expire(&write, asset, now.day()).await? {
            log_asset(&mut write, asset).await?;
            write.commit().await?;
            count += 1;
        }
    }
    Ok(count)
}

/// May be empty.
fn line<'a>(what: &str, text: &'a str) -> Result<&'a str> {
    let text = text.trim();
    if text.chars().any(char::is_control) {
        return Err(Error::refused(format!("{what}请写成一行。")));
    }
    if text.chars().count() > LONGEST {
        return Err(Error::refused(format!("{what}太长，请不超过{LONGEST}个字。")));
    }
    Ok(text)
}
