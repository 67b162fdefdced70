//! Links by which the password of an account is set anew, one of an account at a time.

use crate::{Db, Write};
use anyhow::Result;
use sea_orm::FromQueryResult;

/// In place of any that there was.
pub async fn put(write: &Write, account_id: i64, digest: &str, expires_at: i64) -> Result<()> {
    remove(write, account_id).await?;
    let row = [account_id.into(), digest.into(), expires_at.into()];
    write.run("INSERT INTO password_links (account_id, digest, expires_at) VALUES ($1, $2, $3)", row).await?;
    Ok(())
}

pub async fn remove(write: &Write, account_id: i64) -> Result<()> {
    write.run("DELETE FROM password_links WHERE account_id = $1", [account_id.into()]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Whose {
    account_id: i64,
}

/// Whose it is, where it is good.
pub async fn account_of(db: &Db, now: i64, digest: &str) -> Result<Option<i64>> {
    let sql = "SELECT account_id FROM password_links WHERE digest = $1 AND expires_at > $2";
    Ok(db.one::<Whose>(sql, [digest.into(), now.into()]).await?.map(|row| row.account_id))
}

/// Uses the link up; false where it is not good.
pub async fn take(write: &Write, digest: &str) -> Result<bool> {
    let row = [digest.into(), write.now().0.into()];
    Ok(write.run("DELETE FROM password_links WHERE digest = $1 AND expires_at > $2", row).await? > 0)
}
