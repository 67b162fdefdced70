//! Making and changing accounts.

use crate::Password;
use db::{Db, accounts, audit::Entry};
use domain::{AuditAct, Timestamp};

#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    #[error("“{0}” is not a name to sign in with: use 2 to 64 of a–z, 0–9, dot, hyphen and underscore, or an address of e-mail")]
    Name(String),
    #[error("there is already an account called “{0}”")]
    Taken(String),
    #[error("there is no account called “{0}”")]
    Missing(String),
    #[error("there is no {0} called “{1}”; import it first")]
    Nowhere(&'static str, String),
    #[error("{0} is the person of the account “{1}” already; two accounts of one person would be two reviewers who are one")]
    Person(String, String),
    #[error("this set-up link is not good: it was used, has expired, or there is an account already")]
    Setup,
    #[error("this link is not good: it was used or revoked, or has expired")]
    Link,
    #[error("the account has a second factor already, or none that waits to be confirmed")]
    SecondFactor,
    #[error("nobody else administers {0}; give somebody else the role first")]
    LastAdministrator(String),
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

/// Adds an account. There is no default password: the caller has one, or had one made.
pub async fn add(
    db: &Db,
    now: Timestamp,
    name: &str,
    display_name: &str,
    password: &Password,
    admin: bool,
) -> Result<(), AccountError> {
    well_formed(name)?;
    let hash = password.hash()?;
    let mut write = db.write(now).await?;
    if accounts::find(&write, name).await?.is_some() {
        return Err(AccountError::Taken(name.to_owned()));
    }
    let row = accounts::add(&write, name, display_name, &hash, admin).await?;
    write.audit(Entry::account(AuditAct::AccountAdded, &row).with("admin", admin));
    write.commit().await?;
    Ok(())
}

/// Whether it is a name to sign in with.
///
/// # Errors
/// [`AccountError::Name`]
pub fn well_formed(name: &str) -> Result<(), AccountError> {
    let letters = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"@._-+".contains(&b);
    if (2..=64).contains(&name.len()) && name.bytes().all(letters) {
        return Ok(());
    }
    Err(AccountError::Name(name.chars().take(80).collect()))
}

/// Signs the account out everywhere: whoever knew the old password is out.
pub async fn set_password(db: &Db, now: Timestamp, name: &str, password: &Password) -> Result<(), AccountError> {
    let hash = password.hash()?;
    change(db, now, name, AuditAct::PasswordChanged, |row| row.password_hash = hash).await
}

/// An account that is kept out is out at once.
pub async fn set_disabled(db: &Db, now: Timestamp, name: &str, disabled: bool) -> Result<(), AccountError> {
    let act = if disabled { AuditAct::AccountDisabled } else { AuditAct::AccountEnabled };
    change(db, now, name, act, |row| row.disabled = disabled).await
}

async fn change(
    db: &Db,
    now: Timestamp,
    name: &str,
    act: AuditAct,
    change: impl FnOnce(&mut accounts::AccountRow),
) -> Result<(), AccountError> {
    let mut write = db.write(now).await?;
    let mut row = accounts::find(&write, name).await?.ok_or_else(|| AccountError::Missing(name.to_owned()))?;
    change(&mut row);
    db::sessions::remove_of_account(&write, row.id).await?;
    db::sign_ins::remove_of_account(&write, row.id).await?;
    db::password_links::remove(&write, row.id).await?;
    write.audit(Entry::account(act, &row));
    accounts::save(&write, row).await?;
    write.commit().await?;
    Ok(())
}
