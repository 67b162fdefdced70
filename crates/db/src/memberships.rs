//! What accounts are in which organisation.

use crate::{Db, Write, entity::membership};
use anyhow::Result;
use domain::Membership;
use sea_orm::FromQueryResult;

/// A role, and where it is held.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Held {
    pub organisation_id: i64,
    pub organisation: String,
    pub organisation_name: String,
    pub role: String,
}

impl Held {
    pub fn role(&self) -> Result<Membership> {
        Ok(self.role.parse()?)
    }
}

/// False where it was held already.
pub async fn grant(write: &Write, account_id: i64, organisation_id: i64, role: Membership) -> Result<bool> {
    let sql = "INSERT INTO memberships (account_id, organisation_id, role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    Ok(write.run(sql, [account_id.into(), organisation_id.into(), role.code().into()]).await? > 0)
}

/// False where it was not held.
pub async fn revoke(write: &Write, account_id: i64, organisation_id: i64, role: Membership) -> Result<bool> {
    let sql = "DELETE FROM memberships WHERE account_id = $1 AND organisation_id = $2 AND role = $3";
    Ok(write.run(sql, [account_id.into(), organisation_id.into(), role.code().into()]).await? > 0)
}

pub async fn of_account(db: &Db, account_id: i64) -> Result<Vec<Held>> {
    db.all(
        "SELECT m.organisation_id, o.slug AS organisation, o.name AS organisation_name, m.role FROM memberships m \
         JOIN organisations o ON o.id = m.organisation_id WHERE m.account_id = $1 ORDER BY o.id, m.role",
        [account_id.into()],
    )
    .await
}

/// Whether the account holds a role anywhere but in these organisations.
pub async fn holds_elsewhere(db: &Db, account_id: i64, places: &[i64]) -> Result<bool> {
    let here = crate::sql::among("organisation_id", Some(places));
    let sql = format!("SELECT COUNT(*) FROM memberships WHERE account_id = $1 AND NOT ({here})");
    Ok(db.number(&sql, [account_id.into()]).await? > 0)
}

/// Every role that is held, as (account, organisation, role), for a list of accounts.
pub async fn all(db: &Db) -> Result<Vec<(i64, i64, String)>> {
    use sea_orm::EntityTrait;
    let rows = membership::Entity::find().all(&db.connection).await?;
    Ok(rows.into_iter().map(|m| (m.account_id, m.organisation_id, m.role)).collect())
}

#[derive(FromQueryResult)]
struct Reached {
    role: String,
    /// Ids, with commas between them.
    organisations: String,
}

/// Where each role of an account reaches: the organisation that it is held in, everything below it, and the members of
/// a union.
pub async fn reach(db: &Db, account_id: i64) -> Result<Vec<(i64, Membership)>> {
    // A row a role: one for each of 1,400 organisations takes longer to bring than to find.
    let rows: Vec<Reached> = db
        .all(
            "WITH RECURSIVE reach (organisation_id, role) AS ( \
                 SELECT organisation_id, role FROM memberships WHERE account_id = $1 \
                 UNION SELECT o.id, r.role FROM organisations o JOIN reach r ON o.parent_id = r.organisation_id) \
             SELECT role, string_agg(CAST(organisation_id AS TEXT), ',') AS organisations FROM ( \
                 SELECT organisation_id, role FROM reach \
                 UNION SELECT u.member_id, m.role FROM memberships m \
                     JOIN organisation_members u ON u.union_id = m.organisation_id WHERE m.account_id = $1) AS reached \
             GROUP BY role",
            [account_id.into()],
        )
        .await?;
    let mut reach = Vec::new();
    for row in rows {
        let role: Membership = row.role.parse()?;
        for id in row.organisations.split(',') {
            reach.push((id.parse()?, role));
        }
    }
    Ok(reach)
}
