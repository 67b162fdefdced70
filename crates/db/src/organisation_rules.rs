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

pub async fn put(write: &Write, organisation_id: i64, rule: SecondFactorRule) -> Result<()> {
    let sql = "INSERT INTO organisation_rules (organisation_id, second_factor) VALUES ($1, $2) \
               ON CONFLICT (organisation_id) DO UPDATE SET second_factor = excluded.second_factor";
    write.run(sql, [organisation_id.into(), rule.code().into()]).await?;
    Ok(())
}
