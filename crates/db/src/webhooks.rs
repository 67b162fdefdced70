//! Where partner media want to be told that there is something new: endpoints, how far each was told, and what was given up.
//!
//! There is one job an endpoint, so a burst of changes becomes one delivery, which names the newest.

use crate::{
    Db, Write, jobs,
    work_heads::{self, Newest},
};
use anyhow::Result;
use domain::Timestamp;
use sea_orm::FromQueryResult;

/// The kind of job; its payload names the endpoint, see [`Payload`].
pub const JOB: &str = "webhook";

#[derive(Clone, Debug, FromQueryResult)]
pub struct WebhookRow {
    pub id: i64,
    pub partner_id: i64,
    pub address: String,
    pub secret: String,
    pub old_secret: Option<String>,
    pub old_secret_until: Option<i64>,
    pub announced_seq: i64,
    pub created_at: i64,
    pub delivered_at: Option<i64>,
    /// Its endpoint said that it is gone.
    pub disabled_at: Option<i64>,
}

/// Every column that a row has here, of `webhooks w`; named, as those of partners are.
const ROW: &str = "w.id, w.partner_id, w.address, w.secret, w.old_secret, w.old_secret_until, w.announced_seq, w.created_at, w.delivered_at, \
    w.disabled_at";

impl WebhookRow {
    /// The newest first.
    pub fn secrets(&self, now: Timestamp) -> Vec<&str> {
        let old = self.old_secret.as_deref().filter(|_| self.old_secret_until.is_some_and(|until| until > now.0));
        std::iter::once(self.secret.as_str()).chain(old).collect()
    }
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct DeadLetterRow {
    pub message: String,
    pub seq: i64,
    pub attempts: i32,
    pub reason: String,
    pub at: i64,
    pub replayed_at: Option<i64>,
}

#[derive(serde::Serialize, serde::Deserialize)]
pub struct Payload {
    pub webhook: i64,
}

pub async fn of_partner(db: &Db, partner_id: i64) -> Result<Vec<WebhookRow>> {
    db.all(&format!("SELECT {ROW} FROM webhooks w WHERE w.partner_id = $1 ORDER BY w.id"), [partner_id.into()]).await
}

pub async fn one(db: &Db, partner_id: i64, id: i64) -> Result<Option<WebhookRow>> {
    db.one(&format!("SELECT {ROW} FROM webhooks w WHERE w.id = $1 AND w.partner_id = $2"), [id.into(), partner_id.into()]).await
}

/// `None` where it is not there, is disabled, or its partner is.
pub async fn deliverable(db: &Db, id: i64) -> Result<Option<WebhookRow>> {
    let sql = format!(
        "SELECT {ROW} FROM webhooks w JOIN partners p ON p.id = w.partner_id \
         WHERE w.id = $1 AND w.disabled_at IS NULL AND p.disabled_at IS NULL"
    );
    db.one(&sql, [id.into()]).await
}

/// What this partner is told of: the last change of a work that was ever published, or of its own terms.
pub async fn newest(db: &Db, partner_id: i64) -> Result<Option<Newest>> {
    let sql = "SELECT h.seq, c.at FROM partner_heads h JOIN changes c ON c.seq = h.seq WHERE h.partner_id = $1";
    let terms: Option<Newest> = db.one(sql, [partner_id.into()]).await?;
    Ok(work_heads::newest(db).await?.into_iter().chain(terms).max_by_key(|newest| newest.seq))
}

/// Endpoints that were told neither of the works' last change nor of their own terms', and have no job to be.
pub async fn behind(db: &Db) -> Result<Vec<i64>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
    }
    let sql = "SELECT w.id FROM webhooks w JOIN partners p ON p.id = w.partner_id \
               WHERE (w.announced_seq < $1 OR EXISTS (SELECT 1 FROM partner_heads h WHERE h.partner_id = p.id AND h.seq > w.announced_seq)) \
               AND w.disabled_at IS NULL AND p.disabled_at IS NULL AND NOT EXISTS ( \
                   SELECT 1 FROM jobs j WHERE j.key = 'webhook:' || w.id AND j.state IN ('waiting', 'running')) ORDER BY w.id";
    // Where nothing was published nobody is behind with it.
    let seq = work_heads::newest(db).await?.map_or(i64::MIN, |newest| newest.seq);
    let rows: Vec<Row> = db.all(sql, [seq.into()]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Told of nothing up to `announced_seq`, the end of the log as it is.
pub async fn add(write: &Write, partner_id: i64, address: &str, secret: &str, announced_seq: i64) -> Result<i64> {
    let values = [partner_id.into(), address.into(), secret.into(), announced_seq.into(), write.now().0.into()];
    let sql =
        "INSERT INTO webhooks (partner_id, address, secret, announced_seq, created_at) VALUES ($1, $2, $3, $4, $5) RETURNING id";
    write.number(sql, values).await
}

/// False where the partner has none such.
pub async fn remove(write: &Write, partner_id: i64, id: i64) -> Result<bool> {
    Ok(write.run("DELETE FROM webhooks WHERE id = $1 AND partner_id = $2", [id.into(), partner_id.into()]).await? > 0)
}

/// The old secret signs beside the new one until `until`. False where the partner has no such endpoint.
pub async fn set_secret(write: &Write, partner_id: i64, id: i64, secret: &str, until: Timestamp) -> Result<bool> {
    let sql = "UPDATE webhooks SET old_secret = secret, old_secret_until = $4, secret = $3 WHERE id = $1 AND partner_id = $2";
    Ok(write.run(sql, [id.into(), partner_id.into(), secret.into(), until.0.into()]).await? > 0)
}

pub async fn ask_delivery(write: &Write, id: i64) -> Result<()> {
    let payload = serde_json::to_string(&Payload { webhook: id })?;
    jobs::ask_in_turn(write, JOB, &job_key(id), &payload, jobs::PARTNERS, None).await
}

pub async fn set_announced(write: &Write, id: i64, seq: i64) -> Result<()> {
    let sql = "UPDATE webhooks SET announced_seq = $2, delivered_at = $3 WHERE id = $1";
    write.run(sql, [id.into(), seq.into(), write.now().0.into()]).await?;
    Ok(())
}

pub async fn disable(write: &Write, id: i64) -> Result<()> {
    write.run("UPDATE webhooks SET disabled_at = $2 WHERE id = $1", [id.into(), write.now().0.into()]).await?;
    Ok(())
}

/// Given up: it is told nothing more until something newer happens, or it asks for a replay.
pub async fn bury(write: &Write, id: i64, message: &str, seq: i64, attempts: i32, reason: &str) -> Result<()> {
    write.run("UPDATE webhooks SET announced_seq = $2 WHERE id = $1", [id.into(), seq.into()]).await?;
    let sql = "INSERT INTO webhook_dead_letters (webhook_id, message, seq, attempts, reason, at) VALUES ($1, $2, $3, $4, $5, $6)";
    let values = [id.into(), message.into(), seq.into(), attempts.into(), reason.into(), write.now().0.into()];
    write.run(sql, values).await?;
    Ok(())
}

/// The newest first, at most `limit`.
pub async fn dead_letters(db: &Db, id: i64, limit: u64) -> Result<Vec<DeadLetterRow>> {
    let sql = "SELECT message, seq, attempts, reason, at, replayed_at FROM webhook_dead_letters \
               WHERE webhook_id = $1 ORDER BY id DESC LIMIT $2";
    db.all(sql, [id.into(), (limit as i64).into()]).await
}

/// Has the endpoint told of the newest change at once, whatever it was told before; how many dead letters that answers for.
pub async fn replay(write: &Write, id: i64) -> Result<u64> {
    write.run("UPDATE webhooks SET announced_seq = -1 WHERE id = $1", [id.into()]).await?;
    let sql = "UPDATE webhook_dead_letters SET replayed_at = $2 WHERE webhook_id = $1 AND replayed_at IS NULL";
    let answered = write.run(sql, [id.into(), write.now().0.into()]).await?;
    ask_delivery(write, id).await?;
    jobs::hasten(write, &job_key(id)).await?;
    Ok(answered)
}

fn job_key(id: i64) -> String {
    format!("{JOB}:{id}")
}
