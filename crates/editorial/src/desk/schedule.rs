//! When an approved submission goes out: set, moved, called off; and what the back room does when the time has come.

use super::publish_submission::{approved, put_out};
use crate::{Error, Result, original_rules::prepare_original};
use db::{Db, audit::Entry, schedules, submissions, works};
use domain::{AuditAct, Timestamp};

pub struct Schedule {
    pub account: i64,
    pub work: i64,
    pub at: Timestamp,
    /// Not before that, not even by hand.
    pub embargo: bool,
}

/// Sets the time, or moves it.
///
/// # Errors
/// Where nothing is approved, or the time is over.
pub async fn schedule(db: &Db, now: Timestamp, new: Schedule) -> Result<()> {
    if new.at <= now {
        return Err(Error::refused(format!("{}已经过去了，请选一个以后的时间，或者直接发布。", new.at.minute())));
    }
    let mut write = db.write(now).await?;
    let approved = approved(&write, new.work).await?;
    schedules::put(&write, new.work, approved.open.id, new.at.0, new.embargo, new.account).await?;
    write.audit(Entry::work(AuditAct::WorkScheduled, new.work).with("at", new.at.rfc3339()).with("embargo", new.embargo));
    write.commit().await?;
    Ok(())
}

/// # Errors
/// Where nothing was scheduled.
pub async fn call_off(db: &Db, now: Timestamp, work: i64) -> Result<()> {
    let mut write = db.write(now).await?;
    works::by_id(&write, work).await?.ok_or_else(|| Error::refused("作品已经不在了。"))?;
    if !schedules::remove(&write, work).await? {
        return Err(Error::refused("作品没有定时发布，不需要取消。"));
    }
    write.audit(Entry::work(AuditAct::ScheduleCalledOff, work));
    write.commit().await?;
    Ok(())
}

/// Publishes what is due, each in a transaction of its own that takes its row of the schedule away: however many processes
/// look, and wherever one of them is killed, it goes out once. How many went out, and how many could not.
pub async fn publish_due(db: &Db, now: Timestamp) -> Result<(usize, usize)> {
    let (mut out, mut kept_back) = (0, 0);
    for work in schedules::due(db, now.0, 100).await? {
        match publish_one(db, now, work).await? {
            Some(true) => out += 1,
            Some(false) => kept_back += 1,
            None => {}
        }
    }
    Ok((out, kept_back))
}

/// `None` where another process was faster.
async fn publish_one(db: &Db, now: Timestamp, work: i64) -> Result<Option<bool>> {
    let mut write = db.write(now).await?;
    // Locks the work: from here on nobody else decides on it.
    works::by_id(&write, work).await?;
    let Some(due) = schedules::find(&write, work).await?.filter(|due| due.at <= now.0 && due.problem.is_none()) else {
        return Ok(None);
    };
    let refused = match approved(&write, work).await {
        Ok(approved) if approved.open.id != due.submission_id => {
            (Error::refused("定时的那一稿后来换成了新的一稿。请核对新的一稿，重新安排时间。"), None)
        }
        Ok(approved) if approved.is_behind() => {
            let words = "公开的版本在这期间有了更新，这一稿要先与它合并，改动的地方再审一次。请点“发布”开始合并。";
            (Error::refused(words), None)
        }
        Ok(approved) => match put_out(&mut write, approved).await {
            Ok(()) => {
                write.commit().await?;
                return Ok(Some(true));
            }
            Err(refused) => refused,
        },
        Err(error) => (error, None),
    };
    drop(write);
    let (Error::Refused(reason), content) = refused else { return Err(refused.0) };
    if let Some(content) = content {
        prepare_original(db, now, &content).await?;
    }
    let write = db.write(now).await?;
    schedules::set_problem(&write, work, &reason).await?;
    write.commit().await?;
    Ok(Some(false))
}

/// A reviewer takes their own pass back before it is published: the submission is returned.
///
/// # Errors
/// Where they gave none, or it is decided.
pub async fn take_back_pass(db: &Db, now: Timestamp, work: i64, account: i64, note: &str) -> Result<()> {
    if note.trim().is_empty() {
        return Err(Error::refused("收回时请写明原因，让作者知道改哪里。"));
    }
    let mut write = db.write(now).await?;
    works::by_id(&write, work).await?.ok_or_else(|| Error::refused("作品已经不在了。"))?;
    let open = submissions::latest(&write, work).await?;
    let open = open.filter(|s| s.state == submissions::SUBMITTED || s.state == submissions::APPROVED);
    let open = open.ok_or_else(|| Error::refused("作品不在审核中，也没有等待发布，不能收回。"))?;
    let stage = submissions::take_back(&write, open.id, account, note.trim()).await?;
    let stage = stage.ok_or_else(|| Error::refused("您没有通过这次提交，没有可收回的意见。"))?;
    submissions::set_state(&write, open.id, submissions::RETURNED).await?;
    let told = Entry::work(AuditAct::WorkReviewed, work).with("stage", stage).with("verdict", "return");
    write.audit(told.with("revision", open.revision_id).with("taken_back", true));
    write.commit().await?;
    Ok(())
}
