//! What an administrator of organisations does to accounts. No organisation is left without an administrator.
//!
//! Absent from here: whether they may (the studio asks `domain`'s table).

use crate::{AccountError, Token, membership, session};
use db::{
    Db, Write, accounts, accounts::AccountRow, audit::Entry, memberships, organisations::OrganisationRow, password_links,
    sessions, staff,
};
use domain::{AuditAct, Membership, SecondFactorRule, Timestamp};

/// Milliseconds for which a link to set a password is good: 24 hours.
pub const LINK_GOOD_FOR: i64 = 24 * 60 * 60 * 1000;

/// False where it was held already.
pub async fn grant(
    db: &Db,
    now: Timestamp,
    account: &AccountRow,
    place: &OrganisationRow,
    role: Membership,
) -> Result<bool, AccountError> {
    let mut write = db.write(now).await?;
    let new = memberships::grant(&write, account.id, place.id, role).await?;
    if new {
        write.audit(membership::entry(AuditAct::RoleGranted, account, place.id, &place.slug, role));
    }
    write.commit().await?;
    Ok(new)
}

/// False where it was not held.
///
/// # Errors
/// [`AccountError::LastAdministrator`] where nobody else who may sign in administers the organisation itself.
pub async fn revoke(
    db: &Db,
    now: Timestamp,
    account: &AccountRow,
    place: &OrganisationRow,
    role: Membership,
) -> Result<bool, AccountError> {
    let mut write = db.write(now).await?;
    if role == Membership::Administrator {
        not_alone(&write, account, Some(place.id)).await?;
    }
    let had = memberships::revoke(&write, account.id, place.id, role).await?;
    if had {
        write.audit(membership::entry(AuditAct::RoleRevoked, account, place.id, &place.slug, role));
    }
    write.commit().await?;
    Ok(had)
}

/// Signs the account out everywhere, for good.
///
/// # Errors
/// [`AccountError::LastAdministrator`] as with [`revoke`].
pub async fn disable(db: &Db, now: Timestamp, account: AccountRow) -> Result<(), AccountError> {
    let write = db.write(now).await?;
    not_alone(&write, &account, None).await?;
    set_disabled(write, account, true).await
}

pub async fn enable(db: &Db, now: Timestamp, account: AccountRow) -> Result<(), AccountError> {
    set_disabled(db.write(now).await?, account, false).await
}

async fn set_disabled(mut write: Write, account: AccountRow, disabled: bool) -> Result<(), AccountError> {
    let act = if disabled { AuditAct::AccountDisabled } else { AuditAct::AccountEnabled };
    sessions::remove_of_account(&write, account.id).await?;
    db::sign_ins::remove_of_account(&write, account.id).await?;
    password_links::remove(&write, account.id).await?;
    write.audit(Entry::account(act, &account));
    accounts::save(&write, AccountRow { disabled, ..account }).await?;
    write.commit().await?;
    Ok(())
}

async fn not_alone(write: &Write, account: &AccountRow, of: Option<i64>) -> Result<(), AccountError> {
    match staff::administered_alone(write, account.id, of).await? {
        Some(organisation) => Err(AccountError::LastAdministrator(organisation)),
        None => Ok(()),
    }
}

/// The token of a link by which the account's owner sets a new password, in place of any before. Nothing changes until
/// it is used.
pub async fn offer_password(db: &Db, now: Timestamp, account: &AccountRow) -> Result<Token, AccountError> {
    let token = Token::generate()?;
    let mut write = db.write(now).await?;
    password_links::put(&write, account.id, &token.digest(), now.0 + LINK_GOOD_FOR).await?;
    write.audit(Entry::account(AuditAct::PasswordLinkMade, account));
    write.commit().await?;
    Ok(token)
}

/// Whose password a link sets.
pub async fn password_offered(db: &Db, now: Timestamp, token: &str) -> anyhow::Result<Option<AccountRow>> {
    match password_links::account_of(db, now.0, &session::digest(token)).await? {
        Some(id) => Ok(accounts::by_id(db, id).await?.filter(|account| !account.disabled)),
        None => Ok(None),
    }
}

/// Sets the password by a link; the account is signed out everywhere. `hash` is of the new password.
///
/// # Errors
/// [`AccountError::Link`] where the link was used in the meantime.
pub async fn accept_password(
    db: &Db,
    now: Timestamp,
    token: &str,
    account: AccountRow,
    hash: String,
) -> Result<(), AccountError> {
    let mut write = db.write(now).await?;
    if !password_links::take(&write, &session::digest(token)).await? {
        return Err(AccountError::Link);
    }
    sessions::remove_of_account(&write, account.id).await?;
    db::sign_ins::remove_of_account(&write, account.id).await?;
    write.audit(Entry::account(AuditAct::PasswordChanged, &account).with("by", "link"));
    accounts::save(&write, AccountRow { password_hash: hash, ..account }).await?;
    write.commit().await?;
    Ok(())
}

/// By its owner: every other browser is signed out. `hash` is of the new password.
pub async fn change_password(
    db: &Db,
    now: Timestamp,
    account: AccountRow,
    hash: String,
    session: &str,
) -> Result<(), AccountError> {
    let mut write = db.write(now).await?;
    sessions::remove_others(&write, account.id, session).await?;
    db::sign_ins::remove_of_account(&write, account.id).await?;
    password_links::remove(&write, account.id).await?;
    write.audit(Entry::account(AuditAct::PasswordChanged, &account));
    accounts::save(&write, AccountRow { password_hash: hash, ..account }).await?;
    write.commit().await?;
    Ok(())
}

/// What an organisation asks of its accounts and of those below it.
pub async fn set_rule(db: &Db, now: Timestamp, place: &OrganisationRow, rule: SecondFactorRule) -> Result<(), AccountError> {
    let mut write = db.write(now).await?;
    db::organisation_rules::put(&write, place.id, rule).await?;
    let told = Entry::new(AuditAct::RulesSet, domain::AuditSubject::Organisation, Some(place.id), place.slug.as_str());
    write.audit(told.at(place.id).with("second_factor", rule.code()));
    write.commit().await?;
    Ok(())
}

/// Whether the publishers of an organisation may publish before the reviews are done.
pub async fn allow_force_publish(db: &Db, now: Timestamp, place: &OrganisationRow, allowed: bool) -> Result<(), AccountError> {
    let mut write = db.write(now).await?;
    db::organisation_rules::put_force(&write, place.id, allowed).await?;
    let told = Entry::new(AuditAct::RulesSet, domain::AuditSubject::Organisation, Some(place.id), place.slug.as_str());
    write.audit(told.at(place.id).with("force_publish", allowed));
    write.commit().await?;
    Ok(())
}
