//! Who an account is to sites that vouch for people: an issuer and its name for them, never an address of e-mail.

use crate::{Db, Write};
use anyhow::Result;
use sea_orm::FromQueryResult;

#[derive(Clone, Debug, FromQueryResult)]
pub struct IdentityRow {
    pub id: i64,
    pub account_id: i64,
    pub issuer: String,
    pub subject: String,
    pub label: String,
    /// Milliseconds since 1970, as the other.
    pub created_at: i64,
    pub used_at: Option<i64>,
}

/// False where it is an account's already.
pub async fn add(write: &Write, account_id: i64, issuer: &str, subject: &str, label: &str) -> Result<bool> {
    let sql = "INSERT INTO identities (account_id, issuer, subject, label, created_at) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (issuer, subject) DO NOTHING";
    let row = [account_id.into(), issuer.into(), subject.into(), label.into(), write.now().0.into()];
    Ok(write.run(sql, row).await? > 0)
}

pub async fn find(write: &Write, issuer: &str, subject: &str) -> Result<Option<IdentityRow>> {
    write.one("SELECT * FROM identities WHERE issuer = $1 AND subject = $2", [issuer.into(), subject.into()]).await
}

/// In the order in which they were linked.
pub async fn of_account(db: &Db, account_id: i64) -> Result<Vec<IdentityRow>> {
    db.all("SELECT * FROM identities WHERE account_id = $1 ORDER BY id", [account_id.into()]).await
}

pub async fn of_account_in(write: &Write, account_id: i64) -> Result<Vec<IdentityRow>> {
    write.all("SELECT * FROM identities WHERE account_id = $1 ORDER BY id", [account_id.into()]).await
}

pub async fn used(write: &Write, id: i64) -> Result<()> {
    write.run("UPDATE identities SET used_at = $2 WHERE id = $1", [id.into(), write.now().0.into()]).await?;
    Ok(())
}

pub async fn remove(write: &Write, id: i64) -> Result<()> {
    write.run("DELETE FROM identities WHERE id = $1", [id.into()]).await?;
    Ok(())
}
