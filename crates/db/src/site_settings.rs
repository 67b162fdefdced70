//! What administrators settled of the site: a row for each change, the last one of each setting in force.

use crate::{Db, Write};
use anyhow::Result;
use domain::SiteSetting;
use sea_orm::FromQueryResult;

#[derive(Clone, Debug, FromQueryResult)]
pub struct SiteSettingRow {
    pub key: String,
    /// From 1, by setting.
    pub version: i32,
    /// `None`: what the environment says.
    pub value: Option<String>,
    pub by_name: String,
    pub at: i64,
}

const ROWS: &str = "SELECT s.key, s.version, s.value, COALESCE(p.name, a.display_name) AS by_name, s.at FROM site_settings s \
     JOIN accounts a ON a.id = s.account_id LEFT JOIN people p ON p.id = a.person_id";

/// What is in force in place of the environment. A setting in words of a newer version is passed over.
pub async fn in_force(db: &Db) -> Result<Vec<(SiteSetting, String)>> {
    #[derive(FromQueryResult)]
    struct Row {
        key: String,
        value: String,
    }
    let sql = "SELECT s.key, s.value FROM site_settings s WHERE s.value IS NOT NULL AND s.version = \
               (SELECT MAX(o.version) FROM site_settings o WHERE o.key = s.key) ORDER BY s.key";
    let rows: Vec<Row> = db.all(sql, []).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.key.parse().ok()?, row.value))).collect())
}

/// The name that was settled; `None`: what the environment says.
pub async fn name(db: &Db) -> Result<Option<String>> {
    Ok(in_force(db).await?.into_iter().find(|(setting, _)| *setting == SiteSetting::Name).map(|(_, name)| name))
}

/// The last `most` changes of a setting, the newest first.
pub async fn history(db: &Db, setting: SiteSetting, most: usize) -> Result<Vec<SiteSettingRow>> {
    let sql = format!("{ROWS} WHERE s.key = $1 ORDER BY s.version DESC LIMIT {most}");
    db.all(&sql, [setting.code().into()]).await
}

/// The change that is in force; for an act that holds the log.
pub async fn last(write: &Write, setting: SiteSetting) -> Result<Option<SiteSettingRow>> {
    write.one(&format!("{ROWS} WHERE s.key = $1 ORDER BY s.version DESC LIMIT 1"), [setting.code().into()]).await
}

pub async fn put(write: &Write, account: i64, setting: SiteSetting, version: i32, value: Option<&str>) -> Result<()> {
    let sql = "INSERT INTO site_settings (key, version, value, account_id, at) VALUES ($1, $2, $3, $4, $5)";
    let value = value.map(str::to_owned);
    write.run(sql, [setting.code().into(), version.into(), value.into(), account.into(), write.now().0.into()]).await?;
    Ok(())
}
