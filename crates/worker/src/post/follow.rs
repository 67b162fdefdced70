//! From entries of the audit log, and from readers' reports, to notices.

use super::{FRESH, Post, due, to_decide, words};
use crate::run::Worker;
use anyhow::Result;
use db::{
    audit::{self, EntryRow, Order, Which},
    mail::{self, Subscriber},
    mail_notices::{self, Head, NewNotice, Reported},
};
use domain::{AuditAct, MailKind, Right, Timestamp};

/// Entries that are looked through at once.
const AT_ONCE: u64 = 200;

/// Milliseconds: a report may be on its way for as long.
const ON_THE_WAY: i64 = 5000;

/// Notices and the place up to where was read are one act: killed anywhere, nobody is told twice or not at all.
pub(super) async fn follow(worker: &Worker, post: &Post) -> Result<()> {
    let (db, now) = (&worker.db, (worker.clock)());
    let head = mail_notices::head(db).await?;
    let which = Which { order: Order::Oldest { after: head.entry }, limit: AT_ONCE, ..Which::default() };
    let entries = audit::list(db, &which).await?;
    let reports = mail_notices::reported_after(db, head.report, Timestamp(now.0 - ON_THE_WAY)).await?;
    let entry = entries.last().map_or(head.entry, |entry| entry.seq);
    let report = reports.last().map_or(head.report, |report| report.id);
    if (entry, report) == (head.entry, head.report) {
        return Ok(());
    }
    let mut told = Told { worker, post, now, notices: Vec::new() };
    for entry in entries.iter().filter(|entry| entry.at > now.0 - FRESH) {
        told.of_entry(entry).await?;
    }
    for report in reports.iter().filter(|report| report.created_at > now.0 - FRESH) {
        told.of_report(report).await?;
    }
    let write = db.write(now).await?;
    if !mail_notices::move_head(&write, head, Head { entry, report, ..head }).await? {
        return Ok(());
    }
    for notice in &told.notices {
        mail_notices::add(&write, notice).await?;
    }
    write.commit().await?;
    Ok(())
}

/// What comes of it.
struct Told<'a> {
    worker: &'a Worker,
    post: &'a Post,
    now: Timestamp,
    notices: Vec<NewNotice>,
}

impl Told<'_> {
    async fn of_entry(&mut self, entry: &EntryRow) -> Result<()> {
        let (Ok(act), Some(work)) = (entry.act.parse::<AuditAct>(), entry.subject_id) else { return Ok(()) };
        match act {
            AuditAct::WorkSubmitted | AuditAct::WorkReviewed | AuditAct::WorkMerged | AuditAct::ScheduleCalledOff => {
                self.waiting(entry, work).await?;
                self.returned(entry, work).await
            }
            AuditAct::WorkPublished | AuditAct::WorkCorrected | AuditAct::WorkWithdrawn | AuditAct::WorkReinstated => {
                self.outcome(entry, act, work).await
            }
            _ => Ok(()),
        }
    }

    /// As things stand now, not as they stood then: a stage that is over waits for nobody.
    async fn waiting(&mut self, entry: &EntryRow, work: i64) -> Result<()> {
        for one in self.others(MailKind::Waiting, entry).await? {
            if let Some((right, submission)) = to_decide(self.worker, self.post, one.account_id, work).await? {
                let event = format!("waiting:{submission}:{}", right.code());
                self.tell(&one, MailKind::Waiting, event, work, words::waiting(right));
            }
        }
        Ok(())
    }

    async fn returned(&mut self, entry: &EntryRow, work: i64) -> Result<()> {
        for one in self.writers(MailKind::Returned, entry, work).await? {
            let waits = (self.post.waits)(self.worker.db.clone(), one.account_id, work).await?;
            if let Some((Right::EditWork, submission)) = waits {
                self.tell(&one, MailKind::Returned, format!("returned:{submission}"), work, words::RETURNED.to_owned());
            }
        }
        Ok(())
    }

    async fn outcome(&mut self, entry: &EntryRow, act: AuditAct, work: i64) -> Result<()> {
        for one in self.writers(MailKind::Outcome, entry, work).await? {
            self.tell(&one, MailKind::Outcome, format!("outcome:{}", entry.seq), work, words::outcome(act, &entry.detail));
        }
        Ok(())
    }

    /// Those who can answer it.
    async fn of_report(&mut self, report: &Reported) -> Result<()> {
        let Some(work) = report.work_id else { return Ok(()) };
        for one in mail::subscribers(&self.worker.db, MailKind::Report).await? {
            if self.worker.may(one.account_id, work, Right::AnswerReaderReport).await? {
                self.tell(&one, MailKind::Report, format!("report:{}", report.id), work, words::report(&report.topic));
            }
        }
        Ok(())
    }

    /// Nobody is told of what they did themselves.
    async fn others(&self, kind: MailKind, entry: &EntryRow) -> Result<Vec<Subscriber>> {
        let mut subscribers = mail::subscribers(&self.worker.db, kind).await?;
        subscribers.retain(|one| Some(one.account_id) != entry.account_id);
        Ok(subscribers)
    }

    async fn writers(&self, kind: MailKind, entry: &EntryRow, work: i64) -> Result<Vec<Subscriber>> {
        let mut others = self.others(kind, entry).await?;
        if !others.is_empty() {
            let authors = mail_notices::authors(&self.worker.db, work).await?;
            others.retain(|one| authors.contains(&one.account_id));
        }
        Ok(others)
    }

    fn tell(&mut self, one: &Subscriber, kind: MailKind, event: String, work_id: i64, said: String) {
        let (account_id, due_at) = (one.account_id, due(self.now, one.is_daily()));
        self.notices.push(NewNotice { account_id, kind, event, work_id, said, due_at });
    }
}
