//! Browsers that gave the right password and are asked for the second factor.

use crate::{Db, Write};
use anyhow::Result;
use sea_orm::FromQueryResult;

#[derive(Clone, Debug, FromQueryResult)]
pub struct SignInRow {
    pub digest: String,
    pub account_id: i64,
    pub browser: String,
    pub failures: i32,
    pub expires_at: i64,
}

pub async fn add(write: &Write, row: &SignInRow) -> Result<()> {
    write.run("DELETE FROM sign_ins WHERE expires_at <= $1", [write.now().0.into()]).await?;
    let values = [
        row.digest.as_str().into(),
        row.account_id.into(),
        row.browser.as_str().into(),
        row.failures.into(),
        row.expires_at.into(),
    ];
    write
        .run("INSERT INTO sign_ins (digest, account_id, browser, failures, expires_at) VALUES ($1, $2, $3, $4, $5)", values)
        .await?;
    Ok(())
}

pub async fn find(db: &Db, digest: &str) -> Result<Option<SignInRow>> {
    db.one("SELECT * FROM sign_ins WHERE digest = $1", [digest.into()]).await
}

/// Counts a failure; with number `most` the row goes.
pub async fn fail(write: &Write, digest: &str, most: i32) -> Result<()> {
    write.run("UPDATE sign_ins SET failures = failures + 1 WHERE digest = $1", [digest.into()]).await?;
    write.run("DELETE FROM sign_ins WHERE digest = $1 AND failures >= $2", [digest.into(), most.into()]).await?;
    Ok(())
}

/// False where it was gone already.
pub async fn remove(write: &Write, digest: &str) -> Result<bool> {
    Ok(write.run("DELETE FROM sign_ins WHERE digest = $1", [digest.into()]).await? > 0)
}

pub async fn remove_of_account(write: &Write, account_id: i64) -> Result<()> {
    write.run("DELETE FROM sign_ins WHERE account_id = $1", [account_id.into()]).await?;
    Ok(())
}
