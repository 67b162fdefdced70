//! The settings of the site as they are, what they were before, and which of the machine's are set.

use super::Machine;
use crate::{Problem, Session, allow};
use actix_web::web::{Data, Json};
use db::{Db, site_settings};
use domain::{SiteSetting, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

/// A value that held before.
#[derive(Serialize, ToSchema)]
pub struct SiteSettingBefore {
    /// Absent: what the machine's settings say.
    #[schema(required)]
    value: Option<String>,
    by: String,
    at: String,
}

#[derive(Serialize, ToSchema)]
pub struct SiteSettingItem {
    key: &'static str,
    zh: &'static str,
    /// Absent: what the machine's settings say, which is `usual`.
    #[schema(required)]
    value: Option<String>,
    usual: String,
    /// The name of the machine's setting.
    variable: String,
    /// To be given back with a change; 0: never changed here.
    version: i32,
    /// Characters at the most.
    most: usize,
    needed: bool,
    /// Who settled what holds, and when.
    #[schema(required)]
    by: Option<String>,
    #[schema(required)]
    at: Option<String>,
    /// The last one first.
    before: Vec<SiteSettingBefore>,
}

/// A setting that only who runs the machine can change.
#[derive(Serialize, ToSchema)]
pub struct MachineSettingItem {
    variable: String,
    zh: &'static str,
    set: bool,
}

#[derive(Serialize, ToSchema)]
pub struct SiteSettings {
    settings: Vec<SiteSettingItem>,
    machine: Vec<MachineSettingItem>,
}

/// What the pages say of the site, and which settings of the machine are set.
#[utoipa::path(
    get, path = "/site-settings", operation_id = "list_site_settings", tag = "site",
    responses((status = 200, body = SiteSettings), (status = 403)),
)]
pub async fn list(session: Session, db: Data<Db>, machine: Data<Machine>) -> Result<Json<SiteSettings>, Problem> {
    allow::site(&session)?;
    let mut settings = Vec::with_capacity(SiteSetting::ALL.len());
    for setting in SiteSetting::ALL {
        settings.push(item(&db, &machine, *setting).await?);
    }
    let machine = machine.settings.iter();
    let machine = machine.map(|one| MachineSettingItem { variable: one.variable.clone(), zh: one.zh, set: one.is_set });
    Ok(Json(SiteSettings { settings, machine: machine.collect() }))
}

async fn item(db: &Db, machine: &Machine, setting: SiteSetting) -> anyhow::Result<SiteSettingItem> {
    // One more than is shown, which is the one that holds.
    let rows = site_settings::history(db, setting, editorial::SITE_SETTINGS_SHOWN + 1).await?;
    let mut rows = rows.into_iter();
    let last = rows.next();
    let before = rows.map(|row| SiteSettingBefore { value: row.value, by: row.by_name, at: Timestamp(row.at).rfc3339() });
    Ok(SiteSettingItem {
        key: setting.code(),
        zh: setting.zh(),
        usual: machine.site.says(setting).to_owned(),
        variable: format!("LIANGYI_{}", setting.code().to_ascii_uppercase()),
        version: last.as_ref().map_or(0, |row| row.version),
        most: setting.most(),
        needed: setting.is_needed(),
        by: last.as_ref().map(|row| row.by_name.clone()),
        at: last.as_ref().map(|row| Timestamp(row.at).rfc3339()),
        value: last.and_then(|row| row.value),
        before: before.collect(),
    })
}
