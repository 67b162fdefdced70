//! Making and changing accounts.

use crate::Password;
use db::{Db, accounts};
use domain::Timestamp;

#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    #[error("“{0}” is not a name to sign in with: use 2 to 64 of a–z, 0–9, dot, hyphen and underscore, or an address of e-mail")]
    Name(String),
    #[error("there is already an account called “{0}”")]
    Taken(String),
    #[error("there is no account called “{0}”")]
    Missing(String),
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
    let well_formed = (2..=64).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"@._-+".contains(&b));
    if !well_formed {
        return Err(AccountError::Name(name.chars().take(80).collect()));
    }
    let hash = password.hash()?;
    let write = db.write(now).await?;
    if accounts::find(&write, name).await?.is_some() {
        return Err(AccountError::Taken(name.to_owned()));
    }
    accounts::add(&write, name, display_name, &hash, admin).await?;
    write.commit().await?;
    Ok(())
}

pub async fn set_password(db: &Db, now: Timestamp, name: &str, password: &Password) -> Result<(), AccountError> {
    let hash = password.hash()?;
    change(db, now, name, |row| row.password_hash = hash).await
}

pub async fn set_disabled(db: &Db, now: Timestamp, name: &str, disabled: bool) -> Result<(), AccountError> {
    change(db, now, name, |row| row.disabled = disabled).await
}

async fn change(db: &Db, now: Timestamp, name: &str, change: impl FnOnce(&mut accounts::AccountRow)) -> Result<(), AccountError> {
    let write = db.write(now).await?;
    let mut row = accounts::find(&write, name).await?.ok_or_else(|| AccountError::Missing(name.to_owned()))?;
    change(&mut row);
    accounts::save(&write, row).await?;
    write.commit().await?;
    Ok(())
}
