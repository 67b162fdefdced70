//! What was asked of an authenticator, or of a site that vouches for people, and waits for the answer.

use crate::Write;
use anyhow::Result;
use sea_orm::FromQueryResult;

/// Begun from one network and not answered; of more, the oldest go. Nobody else's are touched by that.
const OPEN_OF_A_NETWORK: i64 = 100;

#[derive(Clone, Debug, FromQueryResult)]
pub struct CeremonyRow {
    pub digest: String,
    pub kind: String,
    pub account_id: Option<i64>,
    pub network: String,
    /// JSON.
    pub state: String,
    /// Milliseconds since 1970.
    pub expires_at: i64,
}

pub async fn add(write: &Write, row: &CeremonyRow) -> Result<()> {
    write.run("DELETE FROM ceremonies WHERE expires_at <= $1", [write.now().0.into()]).await?;
    let sql = "DELETE FROM ceremonies WHERE network = $1 AND digest NOT IN \
               (SELECT digest FROM ceremonies WHERE network = $1 ORDER BY expires_at DESC, digest LIMIT $2)";
    write.run(sql, [row.network.as_str().into(), (OPEN_OF_A_NETWORK - 1).into()]).await?;
    let values = [
        row.digest.as_str().into(),
        row.kind.as_str().into(),
        row.account_id.into(),
        row.network.as_str().into(),
        row.state.as_str().into(),
        row.expires_at.into(),
    ];
    let sql = "INSERT INTO ceremonies (digest, kind, account_id, network, state, expires_at) VALUES ($1, $2, $3, $4, $5, $6)";
    write.run(sql, values).await?;
    Ok(())
}

/// Uses it up: of two who bring the same, one finds nothing. `None` where it is none, of another kind, or expired.
pub async fn take(write: &Write, kind: &str, digest: &str) -> Result<Option<CeremonyRow>> {
    let row: Option<CeremonyRow> = write.one("SELECT * FROM ceremonies WHERE digest = $1", [digest.into()]).await?;
    let there = write.run("DELETE FROM ceremonies WHERE digest = $1", [digest.into()]).await? > 0;
    Ok(row.filter(|row| there && row.kind == kind && row.expires_at > write.now().0))
}
