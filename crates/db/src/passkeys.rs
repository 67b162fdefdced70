//! Passkeys: what authenticators of an account have as their public half.

use crate::{Db, Write};
use anyhow::Result;
use sea_orm::FromQueryResult;

#[derive(Clone, Debug, FromQueryResult)]
pub struct PasskeyRow {
    pub id: i64,
    pub account_id: i64,
    /// In hexadecimal.
    pub credential_id: String,
    /// A UUID.
    pub user_handle: String,
    pub name: String,
    /// JSON.
    pub credential: String,
    /// Milliseconds since 1970, as the other two.
    pub created_at: i64,
    pub used_at: Option<i64>,
    /// From when on it is not taken any more.
    pub flagged_at: Option<i64>,
}

pub struct NewPasskey<'a> {
    pub account_id: i64,
    pub credential_id: &'a str,
    pub user_handle: &'a str,
    pub name: &'a str,
    pub credential: &'a str,
}

/// False where the credential is registered already, for whomever.
pub async fn add(write: &Write, new: NewPasskey<'_>) -> Result<bool> {
    let sql = "INSERT INTO passkeys (account_id, credential_id, user_handle, name, credential, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (credential_id) DO NOTHING";
    let row = [
        new.account_id.into(),
        new.credential_id.into(),
        new.user_handle.into(),
        new.name.into(),
        new.credential.into(),
        write.now().0.into(),
    ];
    Ok(write.run(sql, row).await? > 0)
}

/// In the order in which they were registered.
pub async fn of_account(db: &Db, account_id: i64) -> Result<Vec<PasskeyRow>> {
    db.all("SELECT * FROM passkeys WHERE account_id = $1 ORDER BY id", [account_id.into()]).await
}

pub async fn of_account_in(write: &Write, account_id: i64) -> Result<Vec<PasskeyRow>> {
    write.all("SELECT * FROM passkeys WHERE account_id = $1 ORDER BY id", [account_id.into()]).await
}

pub async fn by_credential(write: &Write, credential_id: &str) -> Result<Option<PasskeyRow>> {
    write.one("SELECT * FROM passkeys WHERE credential_id = $1", [credential_id.into()]).await
}

/// Notes that it was used just now, and how it stands since.
pub async fn used(write: &Write, id: i64, credential: &str) -> Result<()> {
    let row = [id.into(), credential.into(), write.now().0.into()];
    write.run("UPDATE passkeys SET credential = $2, used_at = $3 WHERE id = $1", row).await?;
    Ok(())
}

pub async fn flag(write: &Write, id: i64) -> Result<()> {
    let row = [id.into(), write.now().0.into()];
    write.run("UPDATE passkeys SET flagged_at = $2 WHERE id = $1 AND flagged_at IS NULL", row).await?;
    Ok(())
}

pub async fn remove(write: &Write, id: i64) -> Result<()> {
    write.run("DELETE FROM passkeys WHERE id = $1", [id.into()]).await?;
    Ok(())
}

pub async fn remove_of_account(write: &Write, account_id: i64) -> Result<()> {
    write.run("DELETE FROM passkeys WHERE account_id = $1", [account_id.into()]).await?;
    Ok(())
}
