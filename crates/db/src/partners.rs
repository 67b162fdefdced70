//! Partner media and their keys. A key is known by the digest of its words.

use crate::{Db, Write};
use anyhow::Result;
use domain::PartnerScope;
use sea_orm::FromQueryResult;

#[derive(Clone, Debug, FromQueryResult)]
pub struct PartnerRow {
    pub id: i64,
    pub slug: String,
    pub name: String,
    scope: String,
    pub created_at: i64,
    pub disabled_at: Option<i64>,
}

impl PartnerRow {
    pub fn scope(&self) -> Result<PartnerScope> {
        Ok(serde_json::from_str(&self.scope)?)
    }
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct PartnerKeyRow {
    pub id: i64,
    pub partner_id: i64,
    /// Its first characters.
    pub hint: String,
    pub created_at: i64,
    pub expires_at: Option<i64>,
    pub revoked_at: Option<i64>,
}

pub async fn all(db: &Db) -> Result<Vec<PartnerRow>> {
    db.all("SELECT * FROM partners ORDER BY slug", []).await
}

pub async fn by_slug(db: &Db, slug: &str) -> Result<Option<PartnerRow>> {
    db.one("SELECT * FROM partners WHERE slug = $1", [slug.into()]).await
}

/// Held until the act ends.
pub async fn find(write: &Write, slug: &str) -> Result<Option<PartnerRow>> {
    write.one("SELECT * FROM partners WHERE slug = $1", [slug.into()]).await
}

/// Whose key this is, where it counts at `now`.
pub async fn by_key(db: &Db, digest: &str, now: i64) -> Result<Option<PartnerRow>> {
    let sql = "SELECT p.* FROM partner_keys k JOIN partners p ON p.id = k.partner_id \
               WHERE k.digest = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > $2) AND p.disabled_at IS NULL";
    db.one(sql, [digest.into(), now.into()]).await
}

pub async fn keys(db: &Db, partner_id: i64) -> Result<Vec<PartnerKeyRow>> {
    let sql =
        "SELECT id, partner_id, hint, created_at, expires_at, revoked_at FROM partner_keys WHERE partner_id = $1 ORDER BY id";
    db.all(sql, [partner_id.into()]).await
}

pub async fn add(write: &Write, slug: &str, name: &str, scope: &PartnerScope) -> Result<i64> {
    let values = [slug.into(), name.into(), serde_json::to_string(scope)?.into(), write.now().0.into()];
    write.number("INSERT INTO partners (slug, name, scope, created_at) VALUES ($1, $2, $3, $4) RETURNING id", values).await
}

pub async fn set_scope(write: &Write, id: i64, scope: &PartnerScope) -> Result<()> {
    let sql = "UPDATE partners SET scope = $2 WHERE id = $1";
    write.run(sql, [id.into(), serde_json::to_string(scope)?.into()]).await?;
    Ok(())
}

/// `None` lets a partner in again.
pub async fn set_disabled(write: &Write, id: i64, at: Option<i64>) -> Result<()> {
    write.run("UPDATE partners SET disabled_at = $2 WHERE id = $1", [id.into(), at.into()]).await?;
    Ok(())
}

pub async fn add_key(write: &Write, partner_id: i64, digest: &str, hint: &str, expires_at: Option<i64>) -> Result<i64> {
    let values = [partner_id.into(), digest.into(), hint.into(), write.now().0.into(), expires_at.into()];
    let sql =
        "INSERT INTO partner_keys (partner_id, digest, hint, created_at, expires_at) VALUES ($1, $2, $3, $4, $5) RETURNING id";
    write.number(sql, values).await
}

/// False where there is no such key, or it was revoked before.
pub async fn revoke_key(write: &Write, partner_id: i64, key: i64) -> Result<bool> {
    let sql = "UPDATE partner_keys SET revoked_at = $3 WHERE id = $1 AND partner_id = $2 AND revoked_at IS NULL";
    Ok(write.run(sql, [key.into(), partner_id.into(), write.now().0.into()]).await? > 0)
}
