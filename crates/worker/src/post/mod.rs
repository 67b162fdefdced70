//! E-mail: from what happened to notices, from notices to letters, and the letters to the operator's server.
//!
//! What happened is read out of the audit log, which every act writes in its own transaction and in the order of commits; so no
//! act knows of mail. Who is told of what is decided here, and who may see what, by the editors' door when the letter is written.

mod deadlines;
mod deliver;
mod follow;
mod invite;
mod words;

pub(crate) use deliver::deliver;
pub(crate) use invite::deliver as deliver_letter;

use crate::{
    run::{Outcome, Worker, later},
    told,
    webhook::backoff,
};
use anyhow::Result;
use db::{
    Db, Write,
    jobs::{self, Held, JobRow},
    mail_notices,
};
use domain::{MailKind, Right, Timestamp, WorkCalendar};
use mail::{Failure, Mailer, StopKey};
use std::{pin::Pin, time::Duration};

/// What a work waits for from an account now, and in which submission, as its inbox says; `None` where for nothing.
pub type Waits = fn(Db, i64, i64) -> Pin<Box<dyn Future<Output = Result<Option<(Right, i64)>>> + Send>>;

/// What letters need; a worker without it sends none.
#[derive(Clone)]
pub struct Post {
    pub mailer: Mailer,
    pub stop: StopKey,
    /// The site's own address, without a slash at the end.
    pub base: String,
    pub waits: Waits,
    /// In which deadlines are counted.
    pub calendar: WorkCalendar,
}

impl Post {
    /// The same in the name that the site has now: administrators may have given it another one in the studio.
    pub(crate) async fn named(&self, db: &Db) -> Result<Self> {
        let mut post = self.clone();
        if let Some(name) = db::site_settings::name(db).await? {
            post.mailer = post.mailer.called(&name);
        }
        Ok(post)
    }
}

/// Milliseconds: what happened longer ago is no news. So a site that turns mail on, or off and on, sends no flood.
const FRESH: i64 = 2 * 24 * 60 * 60 * 1000;

const HOUR: i64 = 60 * 60 * 1000;

/// The hour in Beijing at which what came together is sent.
const MORNING: i64 = 8 * HOUR;

pub(crate) async fn tick(worker: &Worker) -> Result<()> {
    let Some(post) = &worker.post else { return Ok(()) };
    follow::follow(worker, post).await?;
    deadlines::look(worker, post).await?;
    announce(worker).await
}

/// From notices that are due to jobs: who is to be told something gets one, unless it has one.
async fn announce(worker: &Worker) -> Result<()> {
    let now = (worker.clock)();
    let waiting = mail_notices::waiting(&worker.db, now).await?;
    if waiting.is_empty() {
        return Ok(());
    }
    let write = worker.db.write(now).await?;
    for account in waiting {
        mail_notices::ask(&write, account).await?;
    }
    write.commit().await?;
    Ok(())
}

/// When somebody is told of what happened at `now`.
fn due(now: Timestamp, is_daily: bool) -> i64 {
    if !is_daily {
        return now.0;
    }
    let today = now.day().start().0 + MORNING;
    if today > now.0 { today } else { now.day().next().start().0 + MORNING }
}

/// What the work waits for, where that is a review or a publication; with the submission.
async fn to_decide(worker: &Worker, post: &Post, account: i64, work: i64) -> Result<Option<(Right, i64)>> {
    let decides =
        |right: &Right| matches!(right, Right::ReviewFirst | Right::ReviewSecond | Right::ReviewFinal | Right::PublishWork);
    Ok((post.waits)(worker.db.clone(), account, work).await?.filter(|(right, _)| decides(right)))
}

/// The letter was not taken: it is sent again later, or given up with a reason, together with `effect`.
async fn failed(
    worker: &Worker,
    job: &JobRow,
    failure: Failure,
    effect: impl AsyncFnOnce(&Write, &str, bool) -> Result<()>,
) -> Result<Outcome> {
    let (reason, is_final) = match failure {
        Failure::Again(reason) => {
            let dice = (worker.dice)();
            if let Some(wait) = backoff(job.attempts, u16::from_le_bytes([dice[0], dice[1]])) {
                tracing::warn!(job = job.id, reason, "a letter could not be sent and will be tried again");
                return told::again(worker, job, wait, &reason).await;
            }
            (format!("邮件服务器三天没有收下这封信：{reason}"), false)
        }
        Failure::Never(reason) => (format!("邮件服务器拒收这个邮箱的信：{reason}"), true),
    };
    tracing::warn!(job = job.id, reason, "a letter was given up");
    let now = (worker.clock)();
    if jobs::renew(&worker.db, job, later(now, Duration::from_secs(60)), None).await? == Held::Lost {
        return Ok(Outcome::Lost);
    }
    let write = worker.db.write(now).await?;
    jobs::give_up(&write, job.id, &reason).await?;
    effect(&write, &reason, is_final).await?;
    write.commit().await?;
    Ok(Outcome::NotDone)
}

/// Where a notice leads.
fn href(base: &str, notice: &mail_notices::Notice, kind: MailKind) -> String {
    let id = notice.work_id;
    match (kind, notice.event.strip_prefix("report:")) {
        (MailKind::Report, Some(report)) => format!("{base}/studio/reader-reports/{report}"),
        (MailKind::Waiting, _) => format!("{base}/studio/works/{id}/review"),
        (MailKind::Outcome, _) => format!("{base}/works/{}", notice.slug),
        _ => format!("{base}/studio/works/{id}"),
    }
}
