//! Works that are the first to interpret a clause, and whose last day is near: those for whom they wait are told, once a work.

use super::{HOUR, Post, due, to_decide, words};
use crate::run::Worker;
use anyhow::Result;
use db::{
    coverage,
    mail::{self, Subscriber},
    mail_notices::{self, Head, NewNotice},
};
use domain::{Day, INTERPRETATION_DAYS, MailKind, Right, Timestamp};

/// Working days before the last one.
const NEAR: u32 = 1;

/// Milliseconds for which what was told is kept.
const KEPT: i64 = 30 * 24 * HOUR;

/// Once an hour.
pub(super) async fn look(worker: &Worker, post: &Post) -> Result<()> {
    let (db, now) = (&worker.db, (worker.clock)());
    let head = mail_notices::head(db).await?;
    if now.0 - head.deadlines_at < HOUR {
        return Ok(());
    }
    let subscribers = mail::subscribers(db, MailKind::Deadline).await?;
    let mut notices = Vec::new();
    if !subscribers.is_empty() {
        for (work, policy, last) in near(worker, post, now).await? {
            for one in &subscribers {
                if concerns(worker, post, one, work).await? {
                    notices.push(NewNotice {
                        account_id: one.account_id,
                        kind: MailKind::Deadline,
                        event: format!("deadline:{work}:{last}"),
                        work_id: work,
                        said: words::deadline(&policy, last),
                        due_at: due(now, one.is_daily()),
                    });
                }
            }
        }
    }
    let write = db.write(now).await?;
    if !mail_notices::move_head(&write, head, Head { deadlines_at: now.0, ..head }).await? {
        return Ok(());
    }
    for notice in &notices {
        mail_notices::add(&write, notice).await?;
    }
    mail_notices::prune(&write, Timestamp(now.0 - KEPT)).await?;
    write.commit().await?;
    Ok(())
}

/// Work, policy and last day, of those that are near and not over.
async fn near(worker: &Worker, post: &Post, now: Timestamp) -> Result<Vec<(i64, String, Day)>> {
    let works = mail_notices::unpublished(&worker.db).await?;
    if works.is_empty() {
        return Ok(Vec::new());
    }
    let today = now.day();
    let mut near = Vec::new();
    for row in coverage::first_of_clause(&worker.db, &works).await? {
        let Ok(dated) = row.dated.parse() else { continue };
        let last = post.calendar.after(dated, INTERPRETATION_DAYS);
        if today <= last && post.calendar.between(today, last) <= NEAR {
            near.push((row.work_id, row.policy_title, last));
        }
    }
    Ok(near)
}

/// Whoever is to decide on it now, and while it is being written, whoever writes it.
async fn concerns(worker: &Worker, post: &Post, one: &Subscriber, work: i64) -> Result<bool> {
    if to_decide(worker, post, one.account_id, work).await?.is_some() {
        return Ok(true);
    }
    let writes = mail_notices::authors(&worker.db, work).await?.contains(&one.account_id);
    Ok(writes && worker.may(one.account_id, work, Right::EditWork).await?)
}
