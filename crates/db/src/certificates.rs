//! Certificates over published revisions, and the public keys by which they are checked; none is ever removed.

use crate::{Db, Write};
use anyhow::Result;
use sea_orm::FromQueryResult;

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Certificate {
    pub revision_id: i64,
    pub work_id: i64,
    /// The very bytes that are signed.
    pub statement: String,
    pub key_id: String,
    /// Base64.
    pub signature: String,
}

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Unsigned {
    pub revision_id: i64,
    pub work_id: i64,
    pub slug: String,
    pub statement: String,
}

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct KeyRow {
    pub id: String,
    /// Base64 of the 32 bytes.
    pub public_key: String,
    pub created_at: i64,
}

/// What is to be signed, written together with the publication of which it tells.
pub async fn add(write: &Write, revision_id: i64, work_id: i64, statement: &str) -> Result<()> {
    let sql = "INSERT INTO certificates (revision_id, work_id, statement, issued_at) VALUES ($1, $2, $3, $4)";
    write.run(sql, [revision_id.into(), work_id.into(), statement.into(), write.now().0.into()]).await?;
    Ok(())
}

pub async fn unsigned(db: &Db, limit: u64) -> Result<Vec<Unsigned>> {
    let sql = "SELECT c.revision_id, c.work_id, w.slug, c.statement FROM certificates c JOIN works w ON w.id = c.work_id \
               WHERE c.signature IS NULL ORDER BY c.revision_id LIMIT $1";
    db.all(sql, [(limit as i64).into()]).await
}

/// True where nobody else signed before.
pub async fn sign(write: &Write, revision_id: i64, key_id: &str, signature: &str) -> Result<bool> {
    let sql = "UPDATE certificates SET key_id = $2, signature = $3 WHERE revision_id = $1 AND signature IS NULL";
    Ok(write.run(sql, [revision_id.into(), key_id.into(), signature.into()]).await? > 0)
}

/// Once it is signed.
pub async fn of_revision(db: &Db, revision_id: i64) -> Result<Option<Certificate>> {
    let sql = "SELECT revision_id, work_id, statement, key_id, signature FROM certificates \
               WHERE revision_id = $1 AND signature IS NOT NULL";
    db.one(sql, [revision_id.into()]).await
}

/// A key that is known already stays as it is.
pub async fn add_key(write: &Write, id: &str, public_key: &str) -> Result<()> {
    let sql = "INSERT INTO certificate_keys (id, public_key, created_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING";
    write.run(sql, [id.into(), public_key.into(), write.now().0.into()]).await?;
    Ok(())
}

/// All that ever signed, the newest first.
pub async fn keys(db: &Db) -> Result<Vec<KeyRow>> {
    db.all("SELECT id, public_key, created_at FROM certificate_keys ORDER BY created_at DESC, id", []).await
}
