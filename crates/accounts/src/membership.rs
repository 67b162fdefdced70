//! Giving and taking roles; saying which person an account is.

use crate::AccountError;
use db::{Db, accounts, memberships};
use domain::{Membership, Slug, Timestamp};

/// False where the account had the role already, or had it not.
pub async fn change(
    db: &Db,
    now: Timestamp,
    name: &str,
    organisation: &Slug,
    role: Membership,
    granted: bool,
) -> Result<bool, AccountError> {
    let place = db::organisations::by_slug(db, organisation.as_str())
        .await?
        .ok_or_else(|| AccountError::Nowhere("organisation", organisation.to_string()))?;
    let write = db.write(now).await?;
    let account = accounts::find(&write, name).await?.ok_or_else(|| AccountError::Missing(name.to_owned()))?;
    let changed = if granted {
        memberships::grant(&write, account.id, place.id, role).await?
    } else {
        memberships::revoke(&write, account.id, place.id, role).await?
    };
    write.commit().await?;
    Ok(changed)
}

/// The person whom the site names when this account reviews; one person has one account.
pub async fn set_person(db: &Db, now: Timestamp, name: &str, person: &Slug) -> Result<(), AccountError> {
    let row =
        db::people::by_slug(db, person.as_str()).await?.ok_or_else(|| AccountError::Nowhere("person", person.to_string()))?;
    let others = accounts::all(db).await?;
    if let Some(other) = others.iter().find(|a| a.person_id == Some(row.id) && a.name != name) {
        return Err(AccountError::Person(person.to_string(), other.name.clone()));
    }
    let write = db.write(now).await?;
    let mut account = accounts::find(&write, name).await?.ok_or_else(|| AccountError::Missing(name.to_owned()))?;
    account.person_id = Some(row.id);
    accounts::save(&write, account).await?;
    write.commit().await?;
    Ok(())
}
