//! A fact of the site is settled, or left to the environment again. All serve processes follow within a second.

use crate::{Error, Result};
use db::{Db, audit::Entry, site_settings};
use domain::{Act, AuditAct, AuditSubject, Entity, SiteSetting, Timestamp};

/// Earlier values that are shown, and can be put back.
pub const SITE_SETTINGS_SHOWN: usize = 5;

/// `value`: `None` leaves it to the environment. `version`: the change that was in force when it was looked at, 0 for none.
///
/// # Errors
/// Where the value cannot be taken, or somebody changed it in between.
pub async fn set_site(
    db: &Db,
    now: Timestamp,
    account: i64,
    setting: SiteSetting,
    value: Option<&str>,
    version: i32,
) -> Result<()> {
    let value = value.map(|typed| setting.read(typed)).transpose().map_err(Error::refused)?;
    let mut write = db.write(now).await?;
    write.hold_log().await?;
    let last = site_settings::last(&write, setting).await?;
    if last.as_ref().map_or(0, |row| row.version) != version {
        return Err(Error::Changed);
    }
    let before = last.and_then(|row| row.value);
    if before == value {
        return Ok(());
    }
    site_settings::put(&write, account, setting, version + 1, value.as_deref()).await?;
    write.log(Entity::Site, 0, setting.code(), Act::Updated);
    let said = |value: Option<String>| value.unwrap_or_else(|| "（按运行环境的设置）".to_owned());
    let entry = Entry::new(AuditAct::SiteSettingSet, AuditSubject::Site, None, setting.zh());
    write.audit(entry.with("before", said(before)).with("after", said(value)));
    write.commit().await?;
    Ok(())
}
