//! Invitations into an organisation. A row is known by the digest of the token in its link.

use crate::{Db, Write};
use anyhow::Result;
use domain::Membership;
use sea_orm::FromQueryResult;

#[derive(Clone, Debug, FromQueryResult)]
pub struct InvitationRow {
    pub id: i64,
    pub digest: String,
    pub organisation_id: i64,
    pub display_name: String,
    roles: String,
    pub person_id: Option<i64>,
    pub invited_by: i64,
    pub created_at: i64,
    pub expires_at: i64,
    /// Accepted or revoked.
    pub closed_at: Option<i64>,
    pub account_id: Option<i64>,
}

impl InvitationRow {
    pub fn roles(&self) -> Result<Vec<Membership>> {
        self.roles.split(',').map(|code| Ok(code.parse()?)).collect()
    }
}

pub struct NewInvitation<'a> {
    pub digest: &'a str,
    pub organisation_id: i64,
    pub display_name: &'a str,
    pub roles: &'a [Membership],
    pub person_id: Option<i64>,
    pub invited_by: i64,
    pub expires_at: i64,
}

pub async fn add(write: &Write, new: NewInvitation<'_>) -> Result<i64> {
    let roles = new.roles.iter().map(|role| role.code()).collect::<Vec<_>>().join(",");
    let values = [
        new.digest.into(),
        new.organisation_id.into(),
        new.display_name.into(),
        roles.into(),
        new.person_id.into(),
        new.invited_by.into(),
        write.now().0.into(),
        new.expires_at.into(),
    ];
    write
        .number(
            "INSERT INTO invitations (digest, organisation_id, display_name, roles, person_id, invited_by, created_at, expires_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
            values,
        )
        .await
}

/// One that can still be accepted.
pub async fn open(db: &Db, now: i64, digest: &str) -> Result<Option<InvitationRow>> {
    let sql = "SELECT * FROM invitations WHERE digest = $1 AND closed_at IS NULL AND expires_at > $2";
    db.one(sql, [digest.into(), now.into()]).await
}

pub async fn by_id(db: &Db, id: i64) -> Result<Option<InvitationRow>> {
    db.one("SELECT * FROM invitations WHERE id = $1", [id.into()]).await
}

/// Another token opens it from now on.
pub async fn renew(write: &Write, id: i64, digest: &str) -> Result<()> {
    write.run("UPDATE invitations SET digest = $2 WHERE id = $1", [id.into(), digest.into()]).await?;
    Ok(())
}

/// Closes one that is open, for the account that accepted it or for nobody; false where it is not open.
pub async fn close(write: &Write, id: i64, account_id: Option<i64>) -> Result<bool> {
    let sql = "UPDATE invitations SET closed_at = $2, account_id = $3 WHERE id = $1 AND closed_at IS NULL AND expires_at > $2";
    Ok(write.run(sql, [id.into(), write.now().0.into(), account_id.into()]).await? > 0)
}

/// Those that are open, the newest first; `None`: of every organisation.
pub async fn waiting(db: &Db, now: i64, places: Option<&[i64]>) -> Result<Vec<InvitationRow>> {
    let among = crate::sql::among("organisation_id", places);
    let sql = format!("SELECT * FROM invitations WHERE closed_at IS NULL AND expires_at > $1 AND {among} ORDER BY id DESC");
    db.all(&sql, [now.into()]).await
}
