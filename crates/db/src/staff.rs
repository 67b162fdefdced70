//! Accounts as those see them who administer their organisations.

use crate::{Db, Write, sql::among};
use anyhow::Result;
use sea_orm::FromQueryResult;

#[derive(Clone, Debug, FromQueryResult)]
pub struct StaffRow {
    pub id: i64,
    pub name: String,
    pub display_name: String,
    pub admin: bool,
    pub disabled: bool,
    pub person: Option<String>,
    pub person_name: Option<String>,
    /// Milliseconds since 1970; the last sign-in where no session is left.
    pub seen_at: Option<i64>,
    pub second_factor: bool,
}

/// Accounts with a role in these organisations, by name; `None`: every account. `words` are of the name or the name that
/// is shown.
pub async fn list(db: &Db, places: Option<&[i64]>, words: &str, after: &str, limit: u64) -> Result<Vec<StaffRow>> {
    let reached = match places {
        None => "1 = 1".to_owned(),
        Some(_) => {
            format!("EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = a.id AND {})", among("m.organisation_id", places))
        }
    };
    let sql = format!(
        "SELECT a.id, a.name, a.display_name, a.admin, a.disabled, p.slug AS person, p.name AS person_name, \
         COALESCE((SELECT MAX(s.seen_at) FROM sessions s WHERE s.account_id = a.id), \
             (SELECT MAX(e.at) FROM audit_entries e WHERE e.account_id = a.id AND e.act = 'signed-in')) AS seen_at, \
         EXISTS (SELECT 1 FROM second_factors f WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL) \
             OR EXISTS (SELECT 1 FROM passkeys k WHERE k.account_id = a.id AND k.flagged_at IS NULL) AS second_factor \
         FROM accounts a LEFT JOIN people p ON p.id = a.person_id \
         WHERE a.name > $1 AND (LOWER(a.name) LIKE $2 ESCAPE '!' OR LOWER(a.display_name) LIKE $2 ESCAPE '!') AND {reached} \
         AND NOT EXISTS (SELECT 1 FROM outside_experts x WHERE x.account_id = a.id) \
         ORDER BY a.name LIMIT {limit}"
    );
    let plain = words.to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
    db.all(&sql, [after.into(), format!("%{plain}%").into()]).await
}

#[derive(FromQueryResult)]
struct Place {
    organisation_id: i64,
    name: String,
}

/// An organisation that would have no administrator of its own who may sign in, were it not for this account; its name.
/// Locks who administers what until the act ends, so that two who leave at the same time see each other.
pub async fn administered_alone(write: &Write, account_id: i64, of: Option<i64>) -> Result<Option<String>> {
    crate::dialect::lock_administrators(write.tx()).await?;
    let places: Vec<Place> = write
        .all(
            "SELECT m.organisation_id, o.name FROM memberships m JOIN organisations o ON o.id = m.organisation_id \
             JOIN accounts a ON a.id = m.account_id AND NOT a.disabled \
             WHERE m.account_id = $1 AND m.role = 'administrator' AND NOT EXISTS ( \
                 SELECT 1 FROM memberships x JOIN accounts b ON b.id = x.account_id \
                 WHERE x.organisation_id = m.organisation_id AND x.role = 'administrator' AND x.account_id <> $1 \
                 AND NOT b.disabled) \
             ORDER BY m.organisation_id",
            [account_id.into()],
        )
        .await?;
    Ok(places.into_iter().find(|place| of.is_none_or(|id| id == place.organisation_id)).map(|place| place.name))
}
