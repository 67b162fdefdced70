//! What is owed for an original, and until when it may be shown.

use crate::{Db, Write, sql::places};
use anyhow::Result;
use domain::{Day, Licence};
use sea_orm::FromQueryResult;
use std::collections::HashSet;

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct AssetRights {
    pub asset_id: i64,
    pub alt: String,
    pub credit: String,
    pub licence: Option<String>,
    /// The last day on which it may be shown.
    pub expires_on: Option<String>,
    /// That day is over.
    pub expired: bool,
    /// Once it is over, feeds leave it out. What is licensed as reserved they leave out at any time.
    pub withheld: bool,
    pub note: String,
    pub by_name: String,
    pub at: i64,
}

const COLUMNS: &str = "r.asset_id, r.alt, r.credit, r.licence, r.expires_on, r.expired, r.withheld, r.note, \
     COALESCE(p.name, a.display_name) AS by_name, r.at \
     FROM asset_rights r JOIN accounts a ON a.id = r.account_id LEFT JOIN people p ON p.id = a.person_id";

/// Of these originals, as far as anything was said.
pub async fn of(db: &Db, asset_ids: &[i64]) -> Result<Vec<AssetRights>> {
    if asset_ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT {COLUMNS} WHERE r.asset_id IN ({})", places(1, asset_ids.len()));
    db.all(&sql, asset_ids.iter().map(|id| (*id).into())).await
}

/// What somebody says of an original.
#[derive(Clone, Debug, Default)]
pub struct NewRights<'a> {
    pub alt: &'a str,
    pub credit: &'a str,
    pub licence: Option<Licence>,
    pub expires_on: Option<Day>,
    pub expired: bool,
    pub withheld: bool,
    pub note: &'a str,
}

pub async fn put(write: &Write, asset_id: i64, account_id: i64, new: NewRights<'_>) -> Result<()> {
    let sql = "INSERT INTO asset_rights (asset_id, alt, credit, licence, expires_on, expired, withheld, note, account_id, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (asset_id) DO UPDATE SET alt = excluded.alt, \
               credit = excluded.credit, licence = excluded.licence, expires_on = excluded.expires_on, \
               expired = excluded.expired, withheld = excluded.withheld, note = excluded.note, \
               account_id = excluded.account_id, at = excluded.at";
    let values = [
        asset_id.into(),
        new.alt.into(),
        new.credit.into(),
        new.licence.map(|licence| licence.code()).into(),
        new.expires_on.map(|day| day.to_string()).into(),
        new.expired.into(),
        new.withheld.into(),
        new.note.into(),
        account_id.into(),
        write.now().0.into(),
    ];
    write.run(sql, values).await?;
    Ok(())
}

/// Originals whose last day was before `today` and that nobody was told of.
pub async fn due(db: &Db, today: Day) -> Result<Vec<i64>> {
    #[derive(FromQueryResult)]
    struct Due {
        asset_id: i64,
    }
    let sql = "SELECT asset_id FROM asset_rights WHERE NOT expired AND expires_on < $1 ORDER BY asset_id LIMIT 500";
    let rows: Vec<Due> = db.all(sql, [today.to_string().into()]).await?;
    Ok(rows.into_iter().map(|row| row.asset_id).collect())
}

/// False where it was known, or its day was moved meanwhile.
pub async fn expire(write: &Write, asset_id: i64, today: Day) -> Result<bool> {
    let sql = "UPDATE asset_rights SET expired = $3 WHERE asset_id = $1 AND NOT expired AND expires_on < $2";
    Ok(write.run(sql, [asset_id.into(), today.to_string().into(), true.into()]).await? > 0)
}

/// An original among these whose rights are over.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Expired {
    pub digest: String,
    pub name: String,
    pub expires_on: String,
    pub withheld: bool,
}

/// Those whose rights are over, by digest.
pub async fn expired(db: &Db, digests: &[&str]) -> Result<Vec<Expired>> {
    if digests.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT a.digest, a.name, r.expires_on, r.withheld FROM asset_rights r JOIN assets a ON a.id = r.asset_id \
         WHERE r.expired AND a.digest IN ({}) ORDER BY a.id",
        places(1, digests.len())
    );
    db.all(&sql, digests.iter().map(|digest| (*digest).into())).await
}

/// Of `asset_rights r`: the original is handed on to nobody. It was licensed for this site alone, or its last day is over.
pub(crate) const IS_WITHHELD: &str = "((r.expired AND r.withheld) OR r.licence = 'reserved')";

/// Digests of those among these that are handed on to nobody any more.
pub async fn withheld(db: &Db, digests: &[&str]) -> Result<HashSet<String>> {
    #[derive(FromQueryResult)]
    struct Withheld {
        digest: String,
    }
    if digests.is_empty() {
        return Ok(HashSet::new());
    }
    let sql = format!(
        "SELECT a.digest FROM asset_rights r JOIN assets a ON a.id = r.asset_id WHERE {IS_WITHHELD} AND a.digest IN ({})",
        places(1, digests.len())
    );
    let rows: Vec<Withheld> = db.all(&sql, digests.iter().map(|digest| (*digest).into())).await?;
    Ok(rows.into_iter().map(|row| row.digest).collect())
}
