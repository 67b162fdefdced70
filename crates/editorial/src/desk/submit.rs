//! Handing a working copy in: it becomes a revision that three people review.

use super::newest::of;
use crate::{Error, Result, revision_digest::revision_digest};
use db::{Db, Write, audit::Entry, draft_clauses, forced_publications, policies, revisions, submissions, working_copies, works};
use document::Document;
use domain::{AuditAct, ClauseRef, Slug, Timestamp, WorkContent, WorkState};
use std::collections::HashMap;

/// A working copy that was checked.
pub struct Submission {
    pub account: i64,
    pub work: i64,
    /// The version that was checked.
    pub version: i32,
    pub content: WorkContent,
    pub body: Document,
}

/// # Errors
/// Where it is under review already, nothing was changed, somebody saved in between, or what is public is not what the
/// copy was made from.
pub async fn submit(db: &Db, now: Timestamp, submission: Submission) -> Result<()> {
    let mut write = db.write(now).await?;
    let work = works::by_id(&write, submission.work).await?.ok_or_else(|| Error::refused("作品已经不在了。"))?;
    if work.state()? == WorkState::Withdrawn || work.closed_at.is_some() {
        return Err(Error::refused("作品已撤回、已删除，或小更正已经结束，不能提交。"));
    }
    if let Some(last) = submissions::latest(&write, work.id).await?
        && (last.state == submissions::SUBMITTED || last.state == submissions::APPROVED)
    {
        return Err(Error::refused("作品已经提交，正在审核或等待发布。"));
    }
    let copy = working_copies::find(&write, work.id).await?;
    let latest = revisions::latest_in(&write, work.id).await?;
    let last = latest.as_ref().map(|r| (r.id, r.digest.clone()));
    let line = works::line(&write, &work).await?;
    let newest = of(copy, latest, line)?.ok_or_else(|| Error::refused("作品还没有内容。"))?;
    if newest.version != submission.version {
        return Err(Error::refused("刚刚又有新的修改保存，请看过之后再提交。"));
    }
    // What went out before its reviews is reviewed as it is, also after it was returned.
    let owed = match line {
        Some(revision) => forced_publications::is_owed(&write, revision).await?,
        None => false,
    };
    if line.is_some() && !newest.changed && !owed {
        return Err(Error::refused("与公开的版本相比没有修改，不需要提交。"));
    }
    if newest.based_on != line {
        return Err(Error::refused("您修改期间，公开的版本有了更新。请先合并公开的版本，再提交。"));
    }
    let (mut content, mut body) = (submission.content, submission.body);
    settle(&write, &mut content, &mut body).await?;
    let digest = revision_digest(&content, &body)?;
    let revision = match last {
        Some((id, known)) if known == digest.as_str() => id,
        _ => revisions::add(&write, work.id, newest.based_on, digest.as_str(), &content, &body).await?,
    };
    submissions::add(&write, work.id, revision, newest.based_on, submission.account, None).await?;
    draft_clauses::set(&write, work.id, &content).await?;
    write.audit(Entry::work(AuditAct::WorkSubmitted, work.id).with("revision", revision));
    write.commit().await?;
    Ok(())
}

/// From here on every link and exact quote names the version of the policy that the reviewers see.
async fn settle(write: &Write, content: &mut WorkContent, body: &mut Document) -> Result<()> {
    let mut current: HashMap<Slug, u32> = HashMap::new();
    let named = content.clauses.iter().map(|link| link.clause.policy.clone());
    for policy in named.chain(body.quotes().into_iter().map(|quote| quote.clause.policy)) {
        if let Some(row) = policies::find(write, policy.as_str()).await? {
            current.insert(policy, row.current_version as u32);
        }
    }
    let mut settle = |clause: &mut ClauseRef| clause.version = clause.version.or_else(|| current.get(&clause.policy).copied());
    content.clauses.iter_mut().for_each(|link| settle(&mut link.clause));
    body.settle_quotes(&mut settle);
    Ok(())
}
