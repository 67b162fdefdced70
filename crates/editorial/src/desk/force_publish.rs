//! 紧急发布: what is under review goes out before its reviews, where the organisation that answers for it allows that. The reviews
//! go on over what is public; until all three are given, it is shown as reviewed by nobody, and the studio flags it.

use super::publish_submission::{Approved, put_out_forced};
use crate::{Error, Result, original_rules::prepare_original};
use db::{Db, audit::Entry, forced_publications, organisation_rules, organisations, revisions, submissions, works};
use domain::{AuditAct, Timestamp, WorkState};

pub struct ForcePublish<'a> {
    pub account: i64,
    pub work: i64,
    pub reason: &'a str,
}

/// Characters of a reason.
const LONGEST: usize = 500;

/// # Errors
/// Where the organisation does not allow it, no reason is given, nothing is under review, it went out already, or something
/// else was published meanwhile.
pub async fn force_publish(db: &Db, now: Timestamp, act: ForcePublish<'_>) -> Result<()> {
    let reason = act.reason.trim();
    if reason.is_empty() || reason.chars().count() > LONGEST {
        return Err(Error::refused(format!("紧急发布要写明原因，不超过{LONGEST}个字；它记入审计日志和督查报表。")));
    }
    let mut write = db.write(now).await?;
    let work = works::by_id(&write, act.work).await?.ok_or_else(|| Error::refused("作品已经不在了。"))?;
    if work.corrects.is_some() {
        return Err(Error::refused("小更正不能紧急发布，请走三审。急需提醒读者时，请在原作品上发更正说明。"));
    }
    if work.state()? == WorkState::Withdrawn || work.closed_at.is_some() {
        return Err(Error::refused("作品已撤回或已删除，不能发布。"));
    }
    let open = submissions::latest(&write, work.id).await?.filter(|s| s.state == submissions::SUBMITTED);
    let open = open.ok_or_else(|| Error::refused("只有正在审核的作品可以紧急发布。请先提交审核。"))?;
    if forced_publications::is_forced(&write, open.id).await? {
        return Err(Error::refused("这一稿已经紧急发布，正在补审。"));
    }
    let content = revisions::by_id_in(&write, open.revision_id).await?.content;
    let place = match content.organisations.first() {
        Some(slug) => organisations::id_of(&write, slug.as_str()).await?,
        None => None,
    };
    let allowed = match place {
        Some(id) => organisation_rules::may_force(&write, id).await?,
        None => false,
    };
    if !allowed {
        return Err(Error::refused("负责这件作品的组织没有开放紧急发布，请走三审；要开放，请联系组织的管理员。"));
    }
    if open.based_on != work.published_revision {
        return Err(Error::refused("审核期间公开的版本有了更新。请先撤销提交、合并公开的版本，再重新提交。"));
    }
    let told = Entry::work(AuditAct::WorkForcePublished, work.id).with("revision", open.revision_id).with("reason", reason);
    write.audit(told);
    let approved = Approved { target: work.clone(), work, open };
    if let Err((error, content)) = put_out_forced(&mut write, approved, (act.account, reason)).await {
        drop(write);
        if let Some(content) = content {
            prepare_original(db, now, &content).await?;
        }
        return Err(error);
    }
    write.commit().await?;
    Ok(())
}
