//! One of the three reviews, or the scientific one beside them: by different people, none of them an author.

use super::{
    namesakes::no_namesake,
    publish_submission::{approved, put_out},
};
use crate::{Error, Result};
use db::{Db, Write, accounts, audit::Entry, forced_publications, outside_experts, revisions, submissions, works};
use domain::{AuditAct, ReviewStage, Role, Timestamp, Verdict, WorkContent};

/// What a reviewer says.
pub struct Said<'a> {
    pub account: i64,
    pub work: i64,
    pub stage: ReviewStage,
    pub verdict: Verdict,
    pub note: &'a str,
}

/// The three in their order.
pub(super) const STAGES: [ReviewStage; 3] = [ReviewStage::First, ReviewStage::Second, ReviewStage::Final];

/// # Errors
/// Where it is not this stage's turn, the account wrote in it or reviewed it already, or a return gives no reason.
pub async fn review(db: &Db, now: Timestamp, said: Said<'_>) -> Result<()> {
    let mut write = db.write(now).await?;
    record(&mut write, said, None).await?;
    write.commit().await?;
    Ok(())
}

/// In the caller's transaction. `submission`: the one that was shown, where it is known; another one is none of theirs.
pub(super) async fn record(write: &mut Write, said: Said<'_>, submission: Option<i64>) -> Result<()> {
    if said.verdict == Verdict::Return && said.note.trim().is_empty() {
        return Err(Error::refused("退回时请写明原因和修改建议。"));
    }
    let work = works::by_id(write, said.work).await?.ok_or_else(|| Error::refused("作品已经不在了。"))?;
    let open = submissions::latest(write, work.id).await?.filter(|s| s.state == submissions::SUBMITTED);
    let open = open.filter(|open| submission.is_none_or(|id| id == open.id));
    let open = open.ok_or_else(|| Error::refused("作品不在审核中。"))?;
    let given = submissions::reviews(write, open.id).await?;
    if given.iter().any(|r| r.account_id == said.account) {
        return Err(Error::refused("您已经审核过这次提交；三审由不同的人完成。"));
    }
    let done = |stage: ReviewStage| given.iter().any(|r| r.stage == stage.code());
    let next = STAGES.into_iter().find(|stage| !done(*stage));
    match said.stage {
        ReviewStage::Scientific if done(ReviewStage::Scientific) => return Err(Error::refused("科学性审核已经完成。")),
        ReviewStage::Scientific => {}
        stage if Some(stage) != next => {
            let waits = next.map_or("发布", ReviewStage::zh);
            return Err(Error::refused(format!("现在等待的是{waits}，不是{}。", stage.zh())));
        }
        _ => {}
    }
    let wrote = submissions::is_author(write, open.id, said.account).await?;
    let person = accounts::person_of(write, said.account).await?;
    let content = revisions::by_id_in(write, open.revision_id).await?.content;
    no_author(&content, wrote, person.as_deref())?;
    let outside = outside_experts::asked(write, said.account, open.id).await?;
    let name = match &outside {
        Some(expert) => Some(expert.name.clone()),
        None => accounts::shown_name(write, said.account).await?,
    };
    no_namesake(write, &open, name.as_deref().unwrap_or_default(), outside.is_some()).await?;
    submissions::review(write, open.id, said.stage, said.account, said.verdict, said.note.trim()).await?;
    match (said.verdict, said.stage) {
        (Verdict::Return, _) => submissions::set_state(write, open.id, submissions::RETURNED).await?,
        (Verdict::Pass, ReviewStage::Final) => {
            submissions::set_state(write, open.id, submissions::APPROVED).await?;
            confirm(write, work.id, open.id).await?;
        }
        (Verdict::Pass, _) => {}
    }
    let told = Entry::work(AuditAct::WorkReviewed, work.id);
    let told = told.with("stage", said.stage.code()).with("verdict", said.verdict.code()).with("revision", open.revision_id);
    write.audit(match outside {
        Some(expert) => told.with("expert", expert.name.as_str()).with("of", expert.affiliation()),
        None => told,
    });
    Ok(())
}

/// What went out before its reviews is published once more with them, so that it is certified and flagged no longer; not past
/// something else that was published meanwhile.
async fn confirm(write: &mut Write, work: i64, submission: i64) -> Result<()> {
    if !forced_publications::is_forced(write, submission).await? {
        return Ok(());
    }
    let approved = approved(write, work).await?;
    if approved.is_behind() {
        return Ok(());
    }
    put_out(write, approved).await.map_err(|(error, _)| error)
}

/// Neither by what the account did nor by whom the work names.
pub(super) fn no_author(content: &WorkContent, wrote: bool, person: Option<&str>) -> Result<()> {
    if wrote {
        return Err(Error::refused("您参与了这件作品的写作，不能审核它。"));
    }
    let author = |person: &str| content.people.iter().any(|c| c.role == Role::Author && c.person.as_str() == person);
    if person.is_some_and(author) {
        return Err(Error::refused("作品署名的作者里有您，不能审核它。"));
    }
    Ok(())
}
