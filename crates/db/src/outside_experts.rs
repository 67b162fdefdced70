//! Experts from outside, and the links by which each reviews one submission.

use crate::{Db, Write};
use anyhow::Result;
use sea_orm::FromQueryResult;

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct OutsideExpert {
    /// The account that stands for them.
    pub account_id: i64,
    pub name: String,
    pub institution: String,
    /// As one invitation says; empty where none is asked about.
    pub title: String,
    pub email: Option<String>,
}

impl OutsideExpert {
    /// 单位 and 职务.
    pub fn affiliation(&self) -> String {
        if self.title.is_empty() { self.institution.clone() } else { format!("{} {}", self.institution, self.title) }
    }
}

/// Title and address stand with each invitation: what one organisation says of them is nothing to another.
const EXPERT: &str =
    "SELECT x.account_id, x.name, x.institution, '' AS title, CAST(NULL AS TEXT) AS email FROM outside_experts x";

/// Adds one who is not known yet.
pub async fn put(write: &Write, expert: &OutsideExpert) -> Result<()> {
    let sql = "INSERT INTO outside_experts (account_id, name, institution, title, created_at) VALUES ($1, $2, $3, '', $4) \
               ON CONFLICT (account_id) DO NOTHING";
    let OutsideExpert { account_id, name, institution, .. } = expert.clone();
    let values = [account_id.into(), name.into(), institution.into(), write.now().0.into()];
    write.run(sql, values).await?;
    Ok(())
}

/// Who was invited before under this name.
pub async fn named(write: &Write, name: &str, institution: &str) -> Result<Option<OutsideExpert>> {
    write.one(&format!("{EXPERT} WHERE x.name = $1 AND x.institution = $2"), [name.into(), institution.into()]).await
}

/// The expert for whom an account stands, as one submission was given to them.
pub async fn asked(write: &Write, account_id: i64, submission_id: i64) -> Result<Option<OutsideExpert>> {
    let sql = "SELECT x.account_id, x.name, x.institution, l.title, l.email FROM outside_experts x \
               JOIN expert_links l ON l.expert_id = x.account_id \
               WHERE x.account_id = $1 AND l.submission_id = $2 ORDER BY l.id DESC LIMIT 1";
    write.one(sql, [account_id.into(), submission_id.into()]).await
}

/// The expert for whom an account stands.
pub async fn of_account(write: &Write, account_id: i64) -> Result<Option<OutsideExpert>> {
    write.one(&format!("{EXPERT} WHERE x.account_id = $1"), [account_id.into()]).await
}

/// Whether an account stands for somebody from outside.
pub async fn is_one(db: &Db, account_id: i64) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM outside_experts WHERE account_id = $1";
    Ok(db.number(sql, [account_id.into()]).await? > 0)
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct ExpertLink {
    pub id: i64,
    pub work_id: i64,
    pub submission_id: i64,
    pub revision_id: i64,
    /// What became of the submission.
    pub submission_state: String,
    /// The code of a stage.
    pub stage: String,
    /// Of the work, as its newest text has it.
    pub work_title: String,
    pub expert_id: i64,
    pub name: String,
    pub institution: String,
    pub title: String,
    pub email: Option<String>,
    /// Who invited, and what they said.
    pub by_name: String,
    pub note: String,
    pub created_at: i64,
    pub expires_at: i64,
    pub revoked_at: Option<i64>,
    pub used_at: Option<i64>,
    /// How often its page was asked for, and when last.
    pub opened: i64,
    pub opened_at: Option<i64>,
    /// What was decided by it.
    pub verdict: Option<String>,
    /// First reviews of the submission: 1 once it was given.
    pub first_reviews: i64,
}

impl ExpertLink {
    pub fn expert(&self) -> OutsideExpert {
        OutsideExpert {
            account_id: self.expert_id,
            name: self.name.clone(),
            institution: self.institution.clone(),
            title: self.title.clone(),
            email: self.email.clone(),
        }
    }

    /// Somebody who has it can decide still.
    pub fn is_good(&self, now: i64) -> bool {
        self.revoked_at.is_none() && self.used_at.is_none() && self.expires_at > now && self.submission_state == "submitted"
    }
}

/// `digest` is the SHA-256 of the token.
pub struct NewLink<'a> {
    pub work_id: i64,
    pub submission_id: i64,
    pub stage: &'a str,
    pub expert_id: i64,
    pub title: &'a str,
    pub email: Option<&'a str>,
    pub digest: &'a str,
    pub account_id: i64,
    pub note: &'a str,
    pub expires_at: i64,
}

/// Its id.
pub async fn add_link(write: &Write, link: NewLink<'_>) -> Result<i64> {
    let sql = "INSERT INTO expert_links (work_id, submission_id, stage, expert_id, digest, account_id, note, created_at, \
               expires_at, opened, title, email) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $11) RETURNING id";
    let values = [
        link.work_id.into(),
        link.submission_id.into(),
        link.stage.into(),
        link.expert_id.into(),
        link.digest.into(),
        link.account_id.into(),
        link.note.into(),
        write.now().0.into(),
        link.expires_at.into(),
        link.title.into(),
        link.email.into(),
    ];
    write.number(sql, values).await
}

const LINK: &str = "SELECT l.id, l.work_id, l.submission_id, s.revision_id, s.state AS submission_state, l.stage, l.expert_id, COALESCE(c.title, w.title) AS work_title, \
     x.name, x.institution, l.title, l.email, COALESCE(p.name, a.display_name) AS by_name, l.note, l.created_at, l.expires_at, \
     l.revoked_at, l.used_at, l.opened, l.opened_at, \
     (SELECT v.verdict FROM submission_reviews v WHERE v.submission_id = l.submission_id AND v.account_id = l.expert_id \
         AND l.used_at IS NOT NULL) AS verdict, \
     (SELECT COUNT(*) FROM submission_reviews f WHERE f.submission_id = l.submission_id AND f.stage = 'first') AS first_reviews \
     FROM expert_links l JOIN submissions s ON s.id = l.submission_id JOIN outside_experts x ON x.account_id = l.expert_id \
     JOIN accounts a ON a.id = l.account_id LEFT JOIN people p ON p.id = a.person_id \
     JOIN works w ON w.id = l.work_id LEFT JOIN working_copies c ON c.work_id = l.work_id";

/// The newest first.
pub async fn of_work(db: &Db, work_id: i64) -> Result<Vec<ExpertLink>> {
    db.all(&format!("{LINK} WHERE l.work_id = $1 ORDER BY l.id DESC"), [work_id.into()]).await
}

/// Of one submission, as this act sees them.
pub async fn of_submission(write: &Write, submission_id: i64) -> Result<Vec<ExpertLink>> {
    write.all(&format!("{LINK} WHERE l.submission_id = $1 ORDER BY l.id"), [submission_id.into()]).await
}

/// The link of a token, good or not.
pub async fn by_digest(db: &Db, digest: &str) -> Result<Option<ExpertLink>> {
    db.one(&format!("{LINK} WHERE l.digest = $1"), [digest.into()]).await
}

pub async fn by_id(db: &Db, id: i64) -> Result<Option<ExpertLink>> {
    db.one(&format!("{LINK} WHERE l.id = $1"), [id.into()]).await
}

/// Another token opens it from now on.
pub async fn renew(write: &Write, id: i64, digest: &str) -> Result<()> {
    write.run("UPDATE expert_links SET digest = $2 WHERE id = $1", [id.into(), digest.into()]).await?;
    Ok(())
}

/// As [`by_digest`], as this act sees it.
pub async fn by_digest_in(write: &Write, digest: &str) -> Result<Option<ExpertLink>> {
    write.one(&format!("{LINK} WHERE l.digest = $1"), [digest.into()]).await
}

/// True where it was there, not used and not revoked before.
pub async fn revoke(write: &Write, work_id: i64, id: i64) -> Result<bool> {
    let sql = "UPDATE expert_links SET revoked_at = $3 WHERE id = $1 AND work_id = $2 AND revoked_at IS NULL AND used_at IS NULL";
    Ok(write.run(sql, [id.into(), work_id.into(), write.now().0.into()]).await? > 0)
}

/// True where it could be used, and was not before.
pub async fn note_used(write: &Write, id: i64, interests: &str) -> Result<bool> {
    let sql = "UPDATE expert_links SET used_at = $2, interests = $3 \
               WHERE id = $1 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $2";
    Ok(write.run(sql, [id.into(), write.now().0.into(), interests.into()]).await? > 0)
}

/// Its page was asked for from a network, in a browser in which `account` was signed in here; true where that is new.
pub async fn note_opened(write: &Write, id: i64, network: &str, account: Option<i64>) -> Result<bool> {
    let sql = "UPDATE expert_links SET opened = opened + 1, opened_at = $2 WHERE id = $1";
    write.run(sql, [id.into(), write.now().0.into()]).await?;
    let sql = "INSERT INTO expert_openings (link_id, network, account_id, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    let row = [id.into(), network.into(), account.unwrap_or_default().into(), write.now().0.into()];
    Ok(write.run(sql, row).await? > 0)
}

/// Somebody of this site who opened a link that was meant for an expert.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Insider {
    pub link_id: i64,
    pub name: String,
}

/// Of the links of a work.
pub async fn insiders(db: &Db, work_id: i64) -> Result<Vec<Insider>> {
    let sql = "SELECT DISTINCT o.link_id, a.display_name AS name FROM expert_openings o JOIN accounts a ON a.id = o.account_id \
               JOIN expert_links l ON l.id = o.link_id WHERE l.work_id = $1 ORDER BY o.link_id, a.display_name";
    db.all(sql, [work_id.into()]).await
}
