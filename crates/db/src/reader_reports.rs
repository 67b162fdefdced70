//! Errors that readers report, and what became of them. Nothing is kept of who reported one.

use crate::{Db, Write, sql::among};
use anyhow::Result;
use domain::{Receipt, ReportState, ReportTopic, Timestamp};
use sea_orm::{FromQueryResult, Value};

/// Reports of one day of all readers together; beyond them none is taken, for nobody could read them.
const OF_A_DAY: i64 = 2000;
const DAY: i64 = 24 * 60 * 60 * 1000;

/// What a report is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    Work(i64),
    /// The version that is current; the whole policy or one clause of it.
    Policy {
        id: i64,
        version: i32,
        clause: Option<String>,
    },
}

#[derive(Clone, Debug)]
pub struct NewReport {
    pub subject: Subject,
    pub topic: ReportTopic,
    pub place: Option<String>,
    pub words: String,
    pub source: Option<String>,
}

/// Keeps a report; false where too many were sent on this day already. No page in a cache shows it, so it is no change of
/// the log.
pub async fn add(db: &Db, now: Timestamp, receipt: &Receipt, report: &NewReport) -> Result<bool> {
    let write = db.write(now).await?;
    let sent = "SELECT COUNT(*) FROM reader_reports WHERE created_at > $1";
    if write.number(sent, [(now.0 - DAY).into()]).await? >= OF_A_DAY {
        return Ok(false);
    }
    let (work, policy, version, clause) = match &report.subject {
        Subject::Work(id) => (Some(*id), None, None, None),
        Subject::Policy { id, version, clause } => (None, Some(*id), Some(*version), clause.clone()),
    };
    let sql = "INSERT INTO reader_reports \
               (receipt, work_id, policy_id, version, clause, topic, place, words, source, state, created_at, changed_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)";
    let values: [Value; 11] = [
        receipt.as_str().into(),
        work.into(),
        policy.into(),
        version.into(),
        clause.into(),
        report.topic.code().into(),
        report.place.clone().into(),
        report.words.as_str().into(),
        report.source.clone().into(),
        ReportState::Received.code().into(),
        now.0.into(),
    ];
    write.run(sql, values).await?;
    write.commit().await?;
    Ok(true)
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct ReaderReport {
    pub id: i64,
    pub receipt: String,
    pub work_id: Option<i64>,
    pub policy_id: Option<i64>,
    pub version: Option<i32>,
    pub clause: Option<String>,
    pub topic: String,
    pub place: Option<String>,
    pub words: String,
    pub source: Option<String>,
    pub state: String,
    pub answer: Option<String>,
    pub correction_id: Option<i64>,
    pub created_at: i64,
    pub changed_at: i64,
    /// Of the work or the policy, as they are called now.
    pub slug: String,
    pub title: String,
    /// Of the clause: 四（二）5
    pub label: Option<String>,
    /// Who answered last.
    pub by_name: Option<String>,
}

impl ReaderReport {
    pub fn topic(&self) -> Result<ReportTopic> {
        Ok(self.topic.parse()?)
    }

    pub fn state(&self) -> Result<ReportState> {
        Ok(self.state.parse()?)
    }

    pub fn receipt(&self) -> Result<Receipt> {
        Ok(self.receipt.parse()?)
    }
}

const REPORTS: &str = "SELECT r.id, r.receipt, r.work_id, r.policy_id, r.version, r.clause, r.topic, r.place, r.words, r.source, \
     r.state, r.answer, r.correction_id, r.created_at, r.changed_at, COALESCE(w.slug, p.slug) AS slug, \
     COALESCE(w.title, p.title) AS title, c.label, COALESCE(e.name, a.display_name) AS by_name \
     FROM reader_reports r LEFT JOIN works w ON w.id = r.work_id LEFT JOIN policies p ON p.id = r.policy_id \
     LEFT JOIN policy_versions v ON v.policy_id = r.policy_id AND v.number = r.version \
     LEFT JOIN clauses c ON c.version_id = v.id AND c.clause = r.clause \
     LEFT JOIN accounts a ON a.id = r.account_id LEFT JOIN people e ON e.id = a.person_id";

pub async fn by_receipt(db: &Db, receipt: &Receipt) -> Result<Option<ReaderReport>> {
    db.one(&format!("{REPORTS} WHERE r.receipt = $1"), [receipt.as_str().into()]).await
}

pub async fn by_id(db: &Db, id: i64) -> Result<Option<ReaderReport>> {
    db.one(&format!("{REPORTS} WHERE r.id = $1"), [id.into()]).await
}

/// Whose reports.
#[derive(Clone, Debug, Default)]
pub struct Whose {
    /// On works that these organisations publish; `None`: on every work.
    pub places: Option<Vec<i64>>,
    /// And those on policies.
    pub policies: bool,
}

impl Whose {
    fn condition(&self) -> String {
        let works = match &self.places {
            None => "r.work_id IS NOT NULL".to_owned(),
            Some(places) => {
                let among = among("h.organisation_id", Some(places));
                format!("EXISTS (SELECT 1 FROM work_holders h WHERE h.work_id = r.work_id AND {among})")
            }
        };
        if self.policies { format!("({works} OR r.policy_id IS NOT NULL)") } else { works }
    }
}

/// The newest first; `before` is the id of the last one seen.
pub async fn list(
    db: &Db,
    whose: &Whose,
    state: Option<ReportState>,
    before: Option<i64>,
    limit: usize,
) -> Result<Vec<ReaderReport>> {
    let condition = whose.condition();
    let mut sql = format!("{REPORTS} WHERE {condition} AND r.id < $1");
    let mut values: Vec<Value> = vec![before.unwrap_or(i64::MAX).into()];
    if let Some(state) = state {
        sql += " AND r.state = $2";
        values.push(state.code().into());
    }
    db.all(&format!("{sql} ORDER BY r.id DESC LIMIT {limit}"), values).await
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct StateCount {
    pub state: String,
    pub reports: i64,
}

/// How many there are of each state; none of a state that is not named.
pub async fn counts(db: &Db, whose: &Whose) -> Result<Vec<StateCount>> {
    let condition = whose.condition();
    let sql = format!("SELECT r.state, COUNT(*) AS reports FROM reader_reports r WHERE {condition} GROUP BY r.state");
    db.all(&sql, []).await
}

/// What an act needs of a report.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Held {
    pub work_id: Option<i64>,
    pub policy_id: Option<i64>,
    /// The policy's slug.
    pub policy: Option<String>,
    pub state: String,
}

/// From here on no other act changes this report.
pub async fn hold(write: &Write, id: i64) -> Result<Option<Held>> {
    write.run("UPDATE reader_reports SET changed_at = changed_at WHERE id = $1", [id.into()]).await?;
    let sql = "SELECT r.work_id, r.policy_id, p.slug AS policy, r.state FROM reader_reports r \
               LEFT JOIN policies p ON p.id = r.policy_id WHERE r.id = $1";
    write.one(sql, [id.into()]).await
}

/// What an editor says of a report.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    pub state: ReportState,
    /// For the reader.
    pub words: Option<&'a str>,
    pub correction_id: Option<i64>,
    pub account_id: i64,
}

pub async fn answer(write: &Write, id: i64, answer: Answer<'_>) -> Result<()> {
    let sql =
        "UPDATE reader_reports SET state = $2, answer = $3, correction_id = $4, account_id = $5, changed_at = $6 WHERE id = $1";
    let values: [Value; 6] = [
        id.into(),
        answer.state.code().into(),
        answer.words.map(str::to_owned).into(),
        answer.correction_id.into(),
        answer.account_id.into(),
        write.now().0.into(),
    ];
    write.run(sql, values).await?;
    Ok(())
}
