//! Who wants feeds sent (WebSub), until when, what each was sent last, and what they have still to confirm.
//!
//! There are at most two jobs a subscription: one asks whether the subscriber wants what was asked in its name, the other sends.
//! A burst of changes is one delivery, of the feed as it is then.

use crate::{Db, Write, jobs};
use anyhow::Result;
use domain::Timestamp;
use sea_orm::FromQueryResult;

/// The kinds of jobs; their payloads name the subscription, see [`Payload`].
pub const VERIFY_JOB: &str = "websub-verify";
pub const DELIVER_JOB: &str = "websub";

/// Subscriptions of one host, and of all.
pub const OF_HOST: i64 = 500;
pub const OF_ALL: i64 = 20_000;
/// Those that nobody has confirmed yet, of one host and of all: whoever asks in the names of others fills no more than this.
pub const UNCONFIRMED_OF_HOST: i64 = 20;
pub const UNCONFIRMED: i64 = 1_000;

pub const SUBSCRIBE: &str = "subscribe";
pub const UNSUBSCRIBE: &str = "unsubscribe";

#[derive(Clone, Debug, FromQueryResult)]
pub struct Subscription {
    pub id: i64,
    /// The feed, whole.
    pub topic: String,
    pub callback: String,
    pub secret: Option<String>,
    pub expires_at: Option<i64>,
    pub announced_seq: i64,
    /// SHA-256 of what it was sent last.
    pub digest: Option<String>,
    /// [`SUBSCRIBE`] or [`UNSUBSCRIBE`], until it is confirmed or refused.
    pub asked: Option<String>,
    pub asked_secret: Option<String>,
    /// In seconds.
    pub asked_lease: Option<i64>,
    pub asked_at: Option<i64>,
}

/// A subscription as operators see it: of the callback only whose it is, because who knows the whole may write to it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Overview {
    pub topic: String,
    pub host: String,
    pub created_at: i64,
    /// `None` until it was confirmed.
    pub expires_at: Option<i64>,
    pub delivered_at: Option<i64>,
    /// Of the delivery that waits to be tried again: attempts that failed, and why the last one did.
    pub attempts: Option<i32>,
    pub reason: Option<String>,
}

/// What cannot be delivered first, then what ends next; at most `limit`.
pub async fn overview(db: &Db, limit: u64) -> Result<Vec<Overview>> {
    let sql = "SELECT s.topic, s.host, s.created_at, s.expires_at, s.delivered_at, j.attempts, j.reason FROM websub_subscriptions s \
               LEFT JOIN jobs j ON j.key = 'websub:' || s.id AND j.state = 'waiting' AND j.attempts > 0 \
               ORDER BY CASE WHEN j.id IS NULL THEN 1 ELSE 0 END, COALESCE(s.expires_at, 0), s.id LIMIT $1";
    db.all(sql, [(limit as i64).into()]).await
}

/// How many there are, and how many of them were confirmed.
pub async fn counts(db: &Db) -> Result<(i64, i64)> {
    let all = db.number("SELECT COUNT(*) FROM websub_subscriptions", []).await?;
    Ok((all, db.number("SELECT COUNT(*) FROM websub_subscriptions WHERE expires_at IS NOT NULL", []).await?))
}

/// What somebody asks in the name of a callback.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub topic: &'a str,
    pub callback: &'a str,
    /// Of the callback: what one party answers for, however many names it has below it.
    pub host: &'a str,
    pub mode: &'static str,
    pub secret: Option<&'a str>,
    /// In seconds.
    pub lease: i64,
}

/// What becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// The callback is asked to confirm it.
    Waits,
    /// There is nothing to unsubscribe from.
    Nothing,
    /// There are as many subscriptions of this host, of all, or unconfirmed ones as there may be.
    Full,
}

/// `at` tells one asking from the next, so that one that comes while the callback is being asked is not lost.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct Payload {
    pub subscription: i64,
    pub at: i64,
}

/// Writes down what the callback is to confirm, and has it asked.
pub async fn ask(write: &Write, asked: &Asked<'_>) -> Result<Taken> {
    let pair = || [asked.callback.into(), asked.topic.into()];
    let known = write.number("SELECT COUNT(*) FROM websub_subscriptions WHERE callback = $1 AND topic = $2", pair()).await? > 0;
    if !known {
        if asked.mode == UNSUBSCRIBE {
            return Ok(Taken::Nothing);
        }
        let of_host = write.number("SELECT COUNT(*) FROM websub_subscriptions WHERE host = $1", [asked.host.into()]).await?;
        let of_all = write.number("SELECT COUNT(*) FROM websub_subscriptions", []).await?;
        let unconfirmed = write.number("SELECT COUNT(*) FROM websub_subscriptions WHERE expires_at IS NULL", []).await?;
        let sql = "SELECT COUNT(*) FROM websub_subscriptions WHERE host = $1 AND expires_at IS NULL";
        let waits = write.number(sql, [asked.host.into()]).await?;
        if waits >= UNCONFIRMED_OF_HOST || of_host >= OF_HOST || of_all >= OF_ALL || unconfirmed >= UNCONFIRMED {
            return Ok(Taken::Full);
        }
    }
    let sql = "INSERT INTO websub_subscriptions (callback, topic, host, announced_seq, created_at, asked, asked_secret, asked_lease, asked_at) \
               VALUES ($1, $2, $3, -1, $4, $5, $6, $7, $4) ON CONFLICT (callback, topic) DO UPDATE SET asked = excluded.asked, \
               asked_secret = excluded.asked_secret, asked_lease = excluded.asked_lease, asked_at = excluded.asked_at RETURNING id";
    let [callback, topic] = pair();
    let (host, now) = (asked.host.into(), write.now().0);
    let values = [callback, topic, host, now.into(), asked.mode.into(), asked.secret.into(), asked.lease.into()];
    let id = write.number(sql, values).await?;
    let payload = serde_json::to_string(&Payload { subscription: id, at: now })?;
    let key = format!("{VERIFY_JOB}:{id}");
    jobs::ask_in_turn(write, VERIFY_JOB, &key, &payload, jobs::NETWORK, None).await?;
    // Whoever asks again has perhaps mended what could not be asked before. Who asks in the name of somebody else gets no more
    // attempts by it.
    jobs::bring_forward(write, &key).await?;
    Ok(Taken::Waits)
}

pub async fn by_id(db: &Db, id: i64) -> Result<Option<Subscription>> {
    db.one("SELECT * FROM websub_subscriptions WHERE id = $1", [id.into()]).await
}

/// The subscriber confirmed what was asked: it is sent the feed as it is, and what comes until `expires`, or nothing any more.
///
/// Nothing is changed here and in [`refuse`] where something else was asked meanwhile.
pub async fn confirm(write: &Write, subscription: &Subscription, expires: Timestamp) -> Result<()> {
    if !is_asked(write, subscription).await? {
        return Ok(());
    }
    if subscription.asked.as_deref() == Some(UNSUBSCRIBE) {
        return remove(write, subscription.id).await;
    }
    let sql = "UPDATE websub_subscriptions SET secret = asked_secret, expires_at = $2, asked = NULL, asked_secret = NULL, \
               asked_lease = NULL, asked_at = NULL WHERE id = $1";
    write.run(sql, [subscription.id.into(), expires.0.into()]).await?;
    if subscription.expires_at.is_none() {
        ask_delivery(write, subscription.id).await?;
    }
    Ok(())
}

/// The subscriber does not want what was asked in its name; a subscription that it never confirmed is no more.
pub async fn refuse(write: &Write, subscription: &Subscription) -> Result<()> {
    if !is_asked(write, subscription).await? {
        return Ok(());
    }
    if subscription.expires_at.is_none() {
        return remove(write, subscription.id).await;
    }
    let sql = "UPDATE websub_subscriptions SET asked = NULL, asked_secret = NULL, asked_lease = NULL, asked_at = NULL \
               WHERE id = $1";
    write.run(sql, [subscription.id.into()]).await?;
    Ok(())
}

async fn is_asked(write: &Write, subscription: &Subscription) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM websub_subscriptions WHERE id = $1 AND asked_at = $2";
    Ok(write.number(sql, [subscription.id.into(), subscription.asked_at.into()]).await? > 0)
}

/// With its jobs, so that nothing is left of who does not subscribe any more.
pub async fn remove(write: &Write, id: i64) -> Result<()> {
    let gone = write.run("DELETE FROM websub_subscriptions WHERE id = $1", [id.into()]).await?;
    if gone > 0 { forget_jobs(write, id).await } else { Ok(()) }
}

/// As [`remove`], unless it was renewed or is to be: a callback that is asked about that keeps what it has until it answers.
pub async fn end(write: &Write, id: i64) -> Result<()> {
    let sql = "DELETE FROM websub_subscriptions WHERE id = $1 AND asked IS NULL AND expires_at <= $2";
    let gone = write.run(sql, [id.into(), write.now().0.into()]).await?;
    if gone > 0 { forget_jobs(write, id).await } else { Ok(()) }
}

async fn forget_jobs(write: &Write, id: i64) -> Result<()> {
    let keys = [format!("{VERIFY_JOB}:{id}").into(), format!("{DELIVER_JOB}:{id}").into()];
    write.run("DELETE FROM jobs WHERE key IN ($1, $2)", keys).await?;
    Ok(())
}

/// Confirmed and not over at `now`, but not told of `seq`, and without a job to be; by topic, so that each feed is written once for
/// all who want it.
pub async fn behind(db: &Db, seq: i64, now: Timestamp) -> Result<Vec<i64>> {
    let sql = "SELECT s.id FROM websub_subscriptions s WHERE s.announced_seq < $1 AND s.expires_at > $2 AND NOT EXISTS ( \
                   SELECT 1 FROM jobs j WHERE j.key = 'websub:' || s.id AND j.state IN ('waiting', 'running')) ORDER BY s.topic, s.id";
    ids(db, sql, [seq.into(), now.0.into()]).await
}

/// At most a hundred whose time is over and who do not renew it.
pub async fn over(db: &Db, now: Timestamp) -> Result<Vec<i64>> {
    let sql = "SELECT id FROM websub_subscriptions WHERE expires_at <= $1 AND asked IS NULL ORDER BY expires_at LIMIT 100";
    ids(db, sql, [now.0.into()]).await
}

async fn ids<const N: usize>(db: &Db, sql: &str, values: [sea_orm::Value; N]) -> Result<Vec<i64>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
    }
    let rows: Vec<Row> = db.all(sql, values).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

pub async fn ask_delivery(write: &Write, id: i64) -> Result<()> {
    let payload = serde_json::to_string(&Payload { subscription: id, at: 0 })?;
    jobs::ask_in_turn(write, DELIVER_JOB, &format!("{DELIVER_JOB}:{id}"), &payload, jobs::NETWORK, None).await
}

/// There is nothing more to be sent up to this place of the log.
pub async fn set_announced(write: &Write, id: i64, seq: i64) -> Result<()> {
    write.run("UPDATE websub_subscriptions SET announced_seq = $2 WHERE id = $1", [id.into(), seq.into()]).await?;
    Ok(())
}

/// It was sent the feed with this digest.
pub async fn set_delivered(write: &Write, id: i64, seq: i64, digest: &str) -> Result<()> {
    let sql = "UPDATE websub_subscriptions SET announced_seq = $2, digest = $3, delivered_at = $4 WHERE id = $1";
    write.run(sql, [id.into(), seq.into(), digest.into(), write.now().0.into()]).await?;
    Ok(())
}
