//! What an organisation asks of its accounts.

use crate::{Db, Write};
use anyhow::Result;
use domain::SecondFactorRule;
use sea_orm::FromQueryResult;

#[derive(FromQueryResult)]
struct Row {
    organisation_id: i64,
    second_factor: String,
}

/// Of every organisation that has one.
pub async fn all(db: &Db) -> Result<Vec<(i64, SecondFactorRule)>> {
    let rows: Vec<Row> = db.all("SELECT organisation_id, second_factor FROM organisation_rules", []).await?;
    rows.into_iter().map(|row| Ok((row.organisation_id, row.second_factor.parse()?))).collect()
}

/// The organisations whose publishers may publish before the reviews are done.
pub async fn forcing(db: &Db) -> Result<Vec<i64>> {
    #[derive(FromQueryResult)]
    struct Id {
        organisation_id: i64,
    }
    let rows: Vec<Id> = db.all("SELECT organisation_id FROM organisation_rules WHERE force_publish", []).await?;
    Ok(rows.into_iter().map(|row| row.organisation_id).collect())
}

/// Whether one of them is this one.
pub async fn may_force(write: &Write, organisation_id: i64) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM organisation_rules WHERE organisation_id = $1 AND force_publish";
    Ok(write.number(sql, [organisation_id.into()]).await? > 0)
}

pub async fn put_force(write: &Write, organisation_id: i64, allowed: bool) -> Result<()> {
    let sql = "INSERT INTO organisation_rules (organisation_id, second_factor, force_publish) VALUES ($1, $2, $3) \
               ON CONFLICT (organisation_id) DO UPDATE SET force_publish = excluded.force_publish";
    write.run(sql, [organisation_id.into(), SecondFactorRule::Free.code().into(), allowed.into()]).await?;
    Ok(())
}

pub async fn put(write: &Write, organisation_id: i64, rule: SecondFactorRule) -> Result<()> {
    let sql = "INSERT INTO organisation_rules (organisation_id, second_factor) VALUES ($1, $2) \
               ON CONFLICT (organisation_id) DO UPDATE SET second_factor = excluded.second_factor";
    write.run(sql, [organisation_id.into(), rule.code().into()]).await?;
    Ok(())
}
