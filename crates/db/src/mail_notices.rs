//! What accounts are still to be told by e-mail. One job an account: what has come together since its last letter is one letter.

use crate::{
    Db, Write, jobs,
    mail::{NOTICES_JOB, ToAccount},
};
use anyhow::{Context, Result};
use domain::{MailKind, Timestamp};
use sea_orm::FromQueryResult;

/// Up to where what happened was looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Head {
    /// The number of an entry of the audit log, which is in the order of commits.
    pub entry: i64,
    /// The id of a reader's report.
    pub report: i64,
    /// When deadlines were looked at last.
    pub deadlines_at: i64,
}

pub async fn head(db: &Db) -> Result<Head> {
    let found = db.one("SELECT entry, report, deadlines_at FROM mail_head WHERE id = 1", []).await?;
    found.context("there is no head of the mail; run liangyi migrate")
}

/// Moves it; false where another process was faster, and then nothing of this act may be kept.
pub async fn move_head(write: &Write, from: Head, to: Head) -> Result<bool> {
    let sql = "UPDATE mail_head SET entry = $4, report = $5, deadlines_at = $6 \
               WHERE id = 1 AND entry = $1 AND report = $2 AND deadlines_at = $3";
    let values = [from.entry, from.report, from.deadlines_at, to.entry, to.report, to.deadlines_at].map(Into::into);
    Ok(write.run(sql, values).await? > 0)
}

#[derive(Clone, Debug)]
pub struct NewNotice {
    pub account_id: i64,
    pub kind: MailKind,
    /// What happened: of the same event an account is told once.
    pub event: String,
    pub work_id: i64,
    /// What is said of it besides the title of the work, in words.
    pub said: String,
    pub due_at: i64,
}

pub async fn add(write: &Write, new: &NewNotice) -> Result<()> {
    let sql = "INSERT INTO mail_notices (account_id, kind, event, work_id, said, at, due_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (account_id, event) DO NOTHING";
    let values = [
        new.account_id.into(),
        new.kind.code().into(),
        new.event.as_str().into(),
        new.work_id.into(),
        new.said.as_str().into(),
        write.now().0.into(),
        new.due_at.into(),
    ];
    write.run(sql, values).await?;
    Ok(())
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct Notice {
    pub id: i64,
    kind: String,
    pub event: String,
    pub work_id: i64,
    pub said: String,
    pub at: i64,
    /// The work's title as it is now, where it stands on desks.
    pub title: String,
    pub slug: String,
}

impl Notice {
    pub fn kind(&self) -> Result<MailKind> {
        Ok(self.kind.parse()?)
    }
}

/// What an account is to be told now, the oldest first.
pub async fn due(db: &Db, account_id: i64, now: Timestamp) -> Result<Vec<Notice>> {
    let sql = "SELECT n.id, n.kind, n.event, n.work_id, n.said, n.at, COALESCE(c.title, w.title) AS title, w.slug FROM mail_notices n \
               JOIN works w ON w.id = n.work_id LEFT JOIN working_copies c ON c.work_id = w.id \
               WHERE n.account_id = $1 AND n.closed_at IS NULL AND n.due_at <= $2 ORDER BY n.id LIMIT 1000";
    db.all(sql, [account_id.into(), now.0.into()]).await
}

/// They are sent, given up, or no longer true.
pub async fn close(write: &Write, ids: &[i64]) -> Result<()> {
    let among = crate::sql::among("id", Some(ids));
    write.run(&format!("UPDATE mail_notices SET closed_at = $1 WHERE {among}"), [write.now().0.into()]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Whose {
    account_id: i64,
}

/// What was given up is asked for again an hour later, in milliseconds.
const GIVEN_UP: i64 = 3_600_000;

/// The accounts that are to be told something now and have no job for it.
pub async fn waiting(db: &Db, now: Timestamp) -> Result<Vec<i64>> {
    let sql = "SELECT DISTINCT n.account_id FROM mail_notices n WHERE n.closed_at IS NULL AND n.due_at <= $1 AND NOT EXISTS ( \
                   SELECT 1 FROM jobs j WHERE j.key = 'mail:' || n.account_id AND (j.state IN ('waiting', 'running') \
                       OR (j.state = 'given-up' AND j.finished_at > $2))) \
               ORDER BY n.account_id";
    let rows: Vec<Whose> = db.all(sql, [now.0.into(), (now.0 - GIVEN_UP).into()]).await?;
    Ok(rows.into_iter().map(|row| row.account_id).collect())
}

pub async fn ask(write: &Write, account_id: i64) -> Result<()> {
    let payload = serde_json::to_string(&ToAccount { account: account_id })?;
    jobs::ask_in_turn(write, NOTICES_JOB, &format!("{NOTICES_JOB}:{account_id}"), &payload, jobs::PARTNERS, None).await
}

/// Takes away what was closed before `before`, and letters from before then with their jobs.
pub async fn prune(write: &Write, before: Timestamp) -> Result<()> {
    write.run("DELETE FROM mail_notices WHERE closed_at < $1", [before.0.into()]).await?;
    let old = "SELECT 'letter:' || id FROM mail_letters WHERE created_at < $1";
    write.run(&format!("DELETE FROM jobs WHERE kind = 'letter' AND key IN ({old})"), [before.0.into()]).await?;
    write.run("DELETE FROM mail_letters WHERE created_at < $1", [before.0.into()]).await?;
    Ok(())
}

/// Who ever wrote in a work, or in a small correction of it.
pub async fn authors(db: &Db, work_id: i64) -> Result<Vec<i64>> {
    let sql = "SELECT DISTINCT account_id FROM work_authors WHERE work_id = $1 \
               OR work_id IN (SELECT id FROM works WHERE corrects = $1) ORDER BY account_id";
    let rows: Vec<Whose> = db.all(sql, [work_id.into()]).await?;
    Ok(rows.into_iter().map(|row| row.account_id).collect())
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct Reported {
    pub id: i64,
    pub work_id: Option<i64>,
    /// The code of what is wrong.
    pub topic: String,
    pub created_at: i64,
}

/// What readers reported after that one and before `before`, at most a hundred. On PostgreSQL a smaller id may become visible
/// after a larger one, so `before` leaves time for those that are on their way.
pub async fn reported_after(db: &Db, id: i64, before: Timestamp) -> Result<Vec<Reported>> {
    let sql = "SELECT id, work_id, topic, created_at FROM reader_reports WHERE id > $1 AND created_at < $2 ORDER BY id LIMIT 100";
    db.all(sql, [id.into(), before.0.into()]).await
}

#[derive(FromQueryResult)]
struct Id {
    id: i64,
}

/// Works that were never published and name a clause: their policies may have a last day.
pub async fn unpublished(db: &Db) -> Result<Vec<i64>> {
    let sql = "SELECT w.id FROM works w WHERE w.state = 'draft' AND w.closed_at IS NULL \
               AND EXISTS (SELECT 1 FROM draft_clauses f WHERE f.work_id = w.id) ORDER BY w.id LIMIT 5000";
    let rows: Vec<Id> = db.all(sql, []).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
