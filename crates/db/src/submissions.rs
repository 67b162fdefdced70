//! Revisions on their way through the reviews.

use crate::{
    Db, Write,
    entity::{submission, submission_review},
};
use anyhow::Result;
use domain::{ReviewStage, Verdict};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};

pub use crate::entity::{submission::Model as SubmissionRow, submission_review::Model as ReviewRow};

/// Codes of `submissions.state`.
pub const SUBMITTED: &str = "submitted";
pub const RETURNED: &str = "returned";
pub const APPROVED: &str = "approved";
pub const PUBLISHED: &str = "published";
pub const RECALLED: &str = "recalled";
/// Put together with what had been published since; the result is a submission of its own.
pub const MERGED: &str = "merged";

/// The authors are those who wrote since the last publication. `merged_from` is the approved revision out of which this one
/// was made, where it was put together with what had been published since.
pub async fn add(
    write: &Write,
    work_id: i64,
    revision_id: i64,
    based_on: Option<i64>,
    account_id: i64,
    merged_from: Option<i64>,
) -> Result<i64> {
    let row = submission::ActiveModel {
        work_id: Set(work_id),
        revision_id: Set(revision_id),
        based_on: Set(based_on),
        state: Set(SUBMITTED.into()),
        account_id: Set(account_id),
        submitted_at: Set(write.now().0),
        closed_at: Set(None),
        merged_from: Set(merged_from),
        reason: Set(None),
        ..Default::default()
    };
    let id = row.insert(write.tx()).await?.id;
    let sql = "INSERT INTO submission_authors (submission_id, account_id) \
               SELECT CAST($1 AS BIGINT), account_id FROM work_authors WHERE work_id = $2 AND open ON CONFLICT DO NOTHING";
    write.run(sql, [id.into(), work_id.into()]).await?;
    let sql = "INSERT INTO submission_authors (submission_id, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    write.run(sql, [id.into(), account_id.into()]).await?;
    Ok(id)
}

/// The newest submission of a work, open or not.
pub async fn latest(write: &Write, work_id: i64) -> Result<Option<SubmissionRow>> {
    Ok(submission::Entity::find()
        .filter(submission::Column::WorkId.eq(work_id))
        .order_by_desc(submission::Column::Id)
        .one(write.tx())
        .await?)
}

pub async fn set_state(write: &Write, id: i64, state: &str) -> Result<()> {
    let closed = (state != SUBMITTED && state != APPROVED).then_some(write.now().0);
    write
        .run("UPDATE submissions SET state = $2, closed_at = $3 WHERE id = $1", [id.into(), state.into(), closed.into()])
        .await?;
    Ok(())
}

/// The program gives it back, and says why.
pub async fn give_back(write: &Write, id: i64, reason: &str) -> Result<()> {
    set_state(write, id, RETURNED).await?;
    write.run("UPDATE submissions SET reason = $2 WHERE id = $1", [id.into(), reason.into()]).await?;
    Ok(())
}

pub async fn is_author(write: &Write, submission_id: i64, account_id: i64) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM submission_authors WHERE submission_id = $1 AND account_id = $2";
    Ok(write.number(sql, [submission_id.into(), account_id.into()]).await? > 0)
}

/// # Errors
/// Where the stage was reviewed already, or by this account: the database holds that.
pub async fn review(
    write: &Write,
    submission_id: i64,
    stage: ReviewStage,
    account_id: i64,
    verdict: Verdict,
    note: &str,
) -> Result<()> {
    let row = submission_review::ActiveModel {
        submission_id: Set(submission_id),
        stage: Set(stage.code().into()),
        account_id: Set(account_id),
        verdict: Set(verdict.code().into()),
        note: Set(note.to_owned()),
        at: Set(write.now().0),
        ..Default::default()
    };
    row.insert(write.tx()).await?;
    Ok(())
}

/// A pass of this account becomes a return; its stage, where it had given one.
pub async fn take_back(write: &Write, submission_id: i64, account_id: i64, note: &str) -> Result<Option<String>> {
    let row = submission_review::Entity::find()
        .filter(submission_review::Column::SubmissionId.eq(submission_id))
        .filter(submission_review::Column::AccountId.eq(account_id))
        .filter(submission_review::Column::Verdict.eq(Verdict::Pass.code()))
        .one(write.tx())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let sql = "UPDATE submission_reviews SET verdict = $2, note = $3, at = $4 WHERE id = $1";
    write.run(sql, [row.id.into(), Verdict::Return.code().into(), note.into(), write.now().0.into()]).await?;
    Ok(Some(row.stage))
}

/// In the order they were given.
pub async fn reviews(write: &Write, submission_id: i64) -> Result<Vec<ReviewRow>> {
    Ok(submission_review::Entity::find()
        .filter(submission_review::Column::SubmissionId.eq(submission_id))
        .order_by_asc(submission_review::Column::Id)
        .all(write.tx())
        .await?)
}

/// A review that was passed, and who stands behind it.
#[derive(Debug, FromQueryResult)]
pub struct Passed {
    pub account_id: i64,
    /// The code of a [`ReviewStage`].
    pub stage: String,
    /// The slug of the person that the account is, where it is one.
    pub person: Option<String>,
    /// The account wrote in what was submitted.
    pub wrote: bool,
}

/// In the order they were given.
pub async fn passed(write: &Write, submission_id: i64) -> Result<Vec<Passed>> {
    let sql = "SELECT r.account_id, r.stage, p.slug AS person, EXISTS (SELECT 1 FROM submission_authors w \
               WHERE w.submission_id = r.submission_id AND w.account_id = r.account_id) AS wrote \
               FROM submission_reviews r LEFT JOIN accounts a ON a.id = r.account_id LEFT JOIN people p ON p.id = a.person_id \
               WHERE r.submission_id = $1 AND r.verdict = $2 ORDER BY r.id";
    write.all(sql, [submission_id.into(), Verdict::Pass.code().into()]).await
}

/// A review with the name of who gave it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Said {
    pub submission_id: i64,
    pub account_id: i64,
    pub stage: String,
    pub by_name: String,
    pub verdict: String,
    pub note: String,
    pub at: i64,
    /// Of an expert from outside; `None` of who has an account here.
    pub institution: Option<String>,
    pub title: Option<String>,
    /// What such an expert declared; empty where there is nothing.
    pub interests: Option<String>,
}

impl Said {
    /// Of an expert from outside: 单位 and 职务.
    pub fn affiliation(&self) -> Option<String> {
        let title = self.title.as_deref().filter(|title| !title.is_empty());
        self.institution.as_ref().map(|institution| title.map_or_else(|| institution.clone(), |t| format!("{institution} {t}")))
    }
}

const SAID: &str = "SELECT v.submission_id, v.account_id, v.stage, COALESCE(p.name, a.display_name) AS by_name, v.verdict, v.note, v.at, \
     x.institution, \
     (SELECT t.title FROM expert_links t WHERE t.submission_id = v.submission_id AND t.expert_id = v.account_id \
         AND t.stage = v.stage AND t.used_at IS NOT NULL) AS title, \
     (SELECT l.interests FROM expert_links l WHERE l.submission_id = v.submission_id AND l.expert_id = v.account_id \
         AND l.stage = v.stage AND l.used_at IS NOT NULL) AS interests \
     FROM submission_reviews v JOIN submissions s ON s.id = v.submission_id JOIN accounts a ON a.id = v.account_id \
     LEFT JOIN people p ON p.id = a.person_id LEFT JOIN outside_experts x ON x.account_id = a.id";

/// The names of those who wrote in a submission, as the site has them.
pub async fn author_names(write: &Write, submission_id: i64) -> Result<Vec<String>> {
    #[derive(FromQueryResult)]
    struct Name {
        name: String,
    }
    let sql = "SELECT COALESCE(p.name, a.display_name) AS name FROM submission_authors t JOIN accounts a ON a.id = t.account_id \
               LEFT JOIN people p ON p.id = a.person_id WHERE t.submission_id = $1";
    let rows: Vec<Name> = write.all(sql, [submission_id.into()]).await?;
    Ok(rows.into_iter().map(|row| row.name).collect())
}

/// Of every submission of a work, in the order they were given.
pub async fn said_of(db: &Db, work_id: i64) -> Result<Vec<Said>> {
    db.all(&format!("{SAID} WHERE s.work_id = $1 ORDER BY v.id"), [work_id.into()]).await
}

/// Of one submission, as this act sees it.
pub async fn said(write: &Write, submission_id: i64) -> Result<Vec<Said>> {
    write.all(&format!("{SAID} WHERE s.id = $1 ORDER BY v.id"), [submission_id.into()]).await
}

/// A submission with the name of who handed it in.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Submitted {
    pub id: i64,
    pub revision_id: i64,
    pub state: String,
    pub by_name: String,
    pub submitted_at: i64,
    pub closed_at: Option<i64>,
    pub merged_from: Option<i64>,
    pub reason: Option<String>,
}

/// Oldest first.
pub async fn of_work(db: &Db, work_id: i64) -> Result<Vec<Submitted>> {
    db.all(
        "SELECT s.id, s.revision_id, s.state, COALESCE(p.name, a.display_name) AS by_name, s.submitted_at, s.closed_at, s.merged_from, s.reason \
         FROM submissions s JOIN accounts a ON a.id = s.account_id LEFT JOIN people p ON p.id = a.person_id \
         WHERE s.work_id = $1 ORDER BY s.id",
        [work_id.into()],
    )
    .await
}

/// Which of these submissions an account has reviewed.
pub async fn reviewed_by(db: &Db, account_id: i64, submissions: &[i64]) -> Result<Vec<i64>> {
    if submissions.is_empty() {
        return Ok(Vec::new());
    }
    let rows = submission_review::Entity::find()
        .filter(submission_review::Column::AccountId.eq(account_id))
        .filter(submission_review::Column::SubmissionId.is_in(submissions.iter().copied()))
        .all(&db.connection)
        .await?;
    Ok(rows.into_iter().map(|row| row.submission_id).collect())
}
