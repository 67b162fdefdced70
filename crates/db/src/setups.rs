//! The link by which the first account of a site is made.

use crate::Write;
use anyhow::Result;

/// In place of any that was made before.
pub async fn put(write: &Write, digest: &str, expires_at: i64) -> Result<()> {
    write.run("DELETE FROM setups", []).await?;
    let row = [digest.into(), write.now().0.into(), expires_at.into()];
    write.run("INSERT INTO setups (digest, created_at, expires_at) VALUES ($1, $2, $3)", row).await?;
    Ok(())
}

/// Uses the link up; false where there was none, or it has expired.
pub async fn take(write: &Write, digest: &str) -> Result<bool> {
    let row = [digest.into(), write.now().0.into()];
    Ok(write.run("DELETE FROM setups WHERE digest = $1 AND expires_at > $2", row).await? > 0)
}
