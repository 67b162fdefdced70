//! Partner media and their keys. A key is known by the digest of its words.

use crate::{Db, Write, work_heads::Granted};
use anyhow::Result;
use domain::{Day, PartnerScope, Timestamp};
use sea_orm::FromQueryResult;

/// The slug of the partner whose keys are for trials.
pub const SANDBOX: &str = "sandbox";

#[derive(Clone, Debug, FromQueryResult)]
pub struct PartnerRow {
    pub id: i64,
    pub slug: String,
    pub name: String,
    scope: String,
    pub created_at: i64,
    pub disabled_at: Option<i64>,
    /// Its keys are handed out to whoever tries the door, and only read.
    pub sandbox: bool,
    /// The version of the licence that was agreed on, in the operator's words.
    pub licence: Option<String>,
    /// Its last day.
    pub licence_until: Option<String>,
    /// That day is over: it may have nothing.
    pub licence_over: bool,
}

impl PartnerRow {
    pub fn scope(&self) -> Result<PartnerScope> {
        Ok(serde_json::from_str(&self.scope)?)
    }

    /// Its licence has a last day before this one, and it was not told that it is over.
    pub fn ends_before(&self, day: Day) -> bool {
        // ISO dates sort as text.
        !self.licence_over && self.licence_until.as_deref().is_some_and(|until| until < day.to_string().as_str())
    }

    /// All that its terms are.
    pub fn terms(&self) -> Result<(PartnerScope, bool, Option<&str>, Option<&str>)> {
        Ok((self.scope()?, self.licence_over, self.licence.as_deref(), self.licence_until.as_deref()))
    }

    /// What it may have now.
    pub fn granted(&self) -> Result<Granted> {
        if self.licence_over { Ok(Granted::nothing()) } else { Ok(Granted::new(&self.scope()?)) }
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

/// Every column that a row has here, of `partners p`. Named, because a process serves on while the next version adds one: PostgreSQL
/// refuses a prepared `*` that would give more than it did.
const ROW: &str =
    "p.id, p.slug, p.name, p.scope, p.created_at, p.disabled_at, p.sandbox, p.licence, p.licence_until, p.licence_over";

pub async fn all(db: &Db) -> Result<Vec<PartnerRow>> {
    db.all(&format!("SELECT {ROW} FROM partners p ORDER BY p.slug"), []).await
}

pub async fn by_slug(db: &Db, slug: &str) -> Result<Option<PartnerRow>> {
    db.one(&format!("SELECT {ROW} FROM partners p WHERE p.slug = $1"), [slug.into()]).await
}

/// The number of the last change of a partner's terms: its scope, its licence, or its end. `None` where they are as they were when
/// it was added.
pub async fn terms_changed(db: &Db, id: i64) -> Result<Option<i64>> {
    let heads = "SELECT COALESCE(MAX(seq), 0) FROM partner_heads WHERE partner_id = $1";
    Ok(Some(db.number(heads, [id.into()]).await?).filter(|seq| *seq > 0))
}

impl Write {
    /// The partners among the changes after this number, which were just written, have terms of then.
    pub(crate) async fn move_partner_heads(&self, after: i64) -> Result<()> {
        let sql = "INSERT INTO partner_heads (partner_id, seq) SELECT entity_id, MAX(seq) FROM changes \
                   WHERE seq > $1 AND entity = 'partner' GROUP BY entity_id \
                   ON CONFLICT (partner_id) DO UPDATE SET seq = excluded.seq";
        self.run(sql, [after.into()]).await?;
        Ok(())
    }
}

/// Held until the act ends.
pub async fn find(write: &Write, slug: &str) -> Result<Option<PartnerRow>> {
    write.one(&format!("SELECT {ROW} FROM partners p WHERE p.slug = $1"), [slug.into()]).await
}

/// Whose key this is, where it counts at `now`.
pub async fn by_key(db: &Db, digest: &str, now: i64) -> Result<Option<PartnerRow>> {
    let sql = format!(
        "SELECT {ROW} FROM partner_keys k JOIN partners p ON p.id = k.partner_id WHERE k.digest = $1 \
         AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > $2) AND p.disabled_at IS NULL"
    );
    db.one(&sql, [digest.into(), now.into()]).await
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

pub async fn set_licence(write: &Write, id: i64, version: &str, until: Option<Day>) -> Result<()> {
    let sql = "UPDATE partners SET licence = $2, licence_until = $3 WHERE id = $1";
    write.run(sql, [id.into(), version.into(), until.map(|day| day.to_string()).into()]).await?;
    Ok(())
}

pub async fn set_licence_over(write: &Write, id: i64, over: bool) -> Result<()> {
    write.run("UPDATE partners SET licence_over = $2 WHERE id = $1", [id.into(), over.into()]).await?;
    Ok(())
}

/// Partners whose last day was before `today`, and that were not told of it.
pub async fn licences_over(db: &Db, today: Day) -> Result<Vec<PartnerRow>> {
    let sql = format!("SELECT {ROW} FROM partners p WHERE NOT p.licence_over AND p.licence_until < $1 ORDER BY p.id");
    db.all(&sql, [today.to_string().into()]).await
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

/// The partner that whoever tries the door is; made with this scope where it is not there yet. One of its name that is an
/// ordinary partner is what is found then: the caller looks.
pub async fn sandbox(write: &Write, scope: &PartnerScope) -> Result<Option<PartnerRow>> {
    let sql = "INSERT INTO partners (slug, name, scope, created_at, sandbox) VALUES ($1, '试用', $2, $3, TRUE) ON CONFLICT (slug) DO NOTHING";
    write.run(sql, [SANDBOX.into(), serde_json::to_string(scope)?.into(), write.now().0.into()]).await?;
    find(write, SANDBOX).await
}

/// How many of a partner's keys count now.
pub async fn live_keys(write: &Write, partner_id: i64) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM partner_keys WHERE partner_id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)";
    write.number(sql, [partner_id.into(), write.now().0.into()]).await
}

const ENDED: &str = "expires_at <= $1 AND partner_id IN (SELECT id FROM partners WHERE sandbox)";

/// Takes keys for trials away that ended; how many.
pub async fn sweep_sandbox(db: &Db, now: Timestamp) -> Result<u64> {
    if db.number(&format!("SELECT COUNT(*) FROM partner_keys WHERE {ENDED}"), [now.0.into()]).await? == 0 {
        return Ok(0);
    }
    let write = db.write(now).await?;
    let swept = write.run(&format!("DELETE FROM partner_keys WHERE {ENDED}"), [now.0.into()]).await?;
    write.commit().await?;
    Ok(swept)
}

/// False where there is no such key, or it was revoked before.
pub async fn revoke_key(write: &Write, partner_id: i64, key: i64) -> Result<bool> {
    let sql = "UPDATE partner_keys SET revoked_at = $3 WHERE id = $1 AND partner_id = $2 AND revoked_at IS NULL";
    Ok(write.run(sql, [key.into(), partner_id.into(), write.now().0.into()]).await? > 0)
}
