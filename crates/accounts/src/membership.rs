//! Giving and taking roles; saying which person an account is.

use crate::{AccountError, stand_in};
use db::{Db, accounts, accounts::AccountRow, audit::Entry, memberships};
use domain::{AuditAct, Membership, Slug, Timestamp};

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
    let mut write = db.write(now).await?;
    let account = accounts::find(&write, name).await?.ok_or_else(|| AccountError::Missing(name.to_owned()))?;
    let changed = if granted {
        memberships::grant(&write, account.id, place.id, role).await?
    } else {
        memberships::revoke(&write, account.id, place.id, role).await?
    };
    if changed {
        let act = if granted { AuditAct::RoleGranted } else { AuditAct::RoleRevoked };
        write.audit(entry(act, &account, place.id, &place.slug, role));
    }
    write.commit().await?;
    Ok(changed)
}

/// What the audit log says of a role that is given or taken.
pub(crate) fn entry(act: AuditAct, account: &AccountRow, place: i64, slug: &str, role: Membership) -> Entry {
    Entry::account(act, account).at(place).with("organisation", slug).with("role", role.code())
}

/// The person whom the site names when this account reviews; one person has one account.
pub async fn set_person(db: &Db, now: Timestamp, name: &str, person: &Slug) -> Result<(), AccountError> {
    let row =
        db::people::by_slug(db, person.as_str()).await?.ok_or_else(|| AccountError::Nowhere("person", person.to_string()))?;
    let mut write = db.write(now).await?;
    stand_in::free(&write, Some(row.id)).await?;
    if let Some(other) = accounts::of_person(&write, row.id).await?.filter(|other| other.name != name) {
        return Err(AccountError::Person(person.to_string(), other.name));
    }
    let mut account = accounts::find(&write, name).await?.ok_or_else(|| AccountError::Missing(name.to_owned()))?;
    account.person_id = Some(row.id);
    write.audit(Entry::account(AuditAct::PersonSet, &account).with("person", row.slug));
    accounts::save(&write, account).await?;
    write.commit().await?;
    Ok(())
}
