//! What an expert from outside says of the submission that a link shows: one of its reviews, by a person like any other.

use super::{
    review::{Said, record},
    share_preview::preview_digest,
};
use crate::{Error, Result};
use db::{
    Db, accounts,
    audit::Entry,
    outside_experts::{self, ExpertLink},
};
use domain::{AuditAct, ReviewStage, Timestamp, Verdict};

pub struct ExpertSaid<'a> {
    /// The secret of the link.
    pub token: &'a str,
    pub verdict: Verdict,
    pub note: &'a str,
    /// What they declare; "none" is said in words too.
    pub interests: &'a str,
}

/// # Errors
/// Where the link is not good any more, or the review is refused as [`super::review()`] refuses it.
pub async fn expert_review(db: &Db, now: Timestamp, said: ExpertSaid<'_>) -> Result<()> {
    if said.interests.trim().is_empty() {
        return Err(Error::refused("请声明有没有利益关系；没有也要选“没有”。"));
    }
    let over = || Error::refused("这个审核链接已经失效：用过、过期、被撤销，或者这次审核已经结束。");
    let mut write = db.write(now).await?;
    let link = outside_experts::by_digest_in(&write, &preview_digest(said.token)).await?;
    let link = link.filter(|link| link.is_good(now.0)).ok_or_else(over)?;
    let stage: ReviewStage = link.stage.parse().map_err(anyhow::Error::from)?;
    if let Some(account) = accounts::by_id_in(&write, link.expert_id).await? {
        write.acts_as(&account);
    }
    let review = Said { account: link.expert_id, work: link.work_id, stage, verdict: said.verdict, note: said.note };
    record(&mut write, review, Some(link.submission_id)).await?;
    if !outside_experts::note_used(&write, link.id, said.interests.trim()).await? {
        return Err(over());
    }
    write.commit().await?;
    Ok(())
}

/// Its page was asked for, in a browser in which `account` was signed in. The audit log says from where, once each.
pub async fn note_expert_link(db: &Db, now: Timestamp, link: &ExpertLink, network: &str, account: Option<i64>) -> Result<()> {
    let mut write = db.write(now).await?;
    if outside_experts::note_opened(&write, link.id, network, account).await? {
        let told = Entry::work(AuditAct::ExpertLinkOpened, link.work_id).with("link", link.id);
        write.audit(told.with("expert", link.name.as_str()));
    }
    write.commit().await?;
    Ok(())
}
