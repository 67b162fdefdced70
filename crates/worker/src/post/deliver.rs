//! One letter to one account: what it is to be told now and may see still.

use super::{Post, failed, href, to_decide, words};
use crate::{
    run::{Outcome, Worker},
    told::finish,
};
use anyhow::Result;
use db::{
    accounts,
    jobs::JobRow,
    mail::{self as rows, MailAddressRow, ToAccount},
    mail_notices::{self, Notice},
};
use domain::{MailAddress, MailKind, Right};
use mail::{Block, Letter, Stop};

/// Notices in one letter; of more, only their number is said.
const MOST: usize = 50;

pub(crate) async fn deliver(worker: &Worker, job: &JobRow) -> Result<Outcome> {
    let ToAccount { account } = serde_json::from_str(&job.payload)?;
    // Turned off meanwhile: what is to be told stays, and is told when it is on again and still news.
    let Some(post) = &worker.post else { return finish(worker, job, Outcome::Done, async |_| Ok(())).await };
    let post = &post.named(&worker.db).await?;
    let all = mail_notices::due(&worker.db, account, (worker.clock)()).await?;
    let ids: Vec<i64> = all.iter().map(|notice| notice.id).collect();
    let notices = match address(worker, account).await? {
        Some(address) => Some((address, still_true(worker, post, account, all).await?)),
        None => None,
    };
    let Some((address, notices)) = notices.filter(|(_, notices)| !notices.is_empty()) else {
        return finish(worker, job, Outcome::Done, async |write| mail_notices::close(write, &ids).await).await;
    };
    let letter = letter(post, account, &address, &notices);
    match post.mailer.send(&letter).await {
        Ok(()) => {
            let sent = async |write: &db::Write| {
                mail_notices::close(write, &ids).await?;
                rows::note_outcome(write, account, None, false).await
            };
            finish(worker, job, Outcome::Done, sent).await
        }
        Err(failure) => {
            let given_up = async |write: &db::Write, reason: &str, is_final: bool| {
                mail_notices::close(write, &ids).await?;
                rows::note_outcome(write, account, Some(reason), is_final).await
            };
            failed(worker, job, failure, given_up).await
        }
    }
}

/// Where letters to the account go; `None` where they go nowhere.
async fn address(worker: &Worker, account: i64) -> Result<Option<MailAddress>> {
    let lives = accounts::by_id(&worker.db, account).await?.is_some_and(|row| !row.disabled);
    let known: Option<MailAddressRow> = rows::address_of(&worker.db, account).await?;
    let confirmed = known.filter(|row| lives && row.confirmed_at.is_some());
    Ok(confirmed.and_then(|row| row.address.parse().ok()))
}

/// Without what the account may not see any more, and what somebody else has done meanwhile.
async fn still_true(worker: &Worker, post: &Post, account: i64, all: Vec<Notice>) -> Result<Vec<(MailKind, Notice)>> {
    let mut kept = Vec::new();
    for notice in all {
        let (kind, work) = (notice.kind()?, notice.work_id);
        if !worker.may(account, work, Right::SeeWork).await? {
            continue;
        }
        if kind == MailKind::Waiting && to_decide(worker, post, account, work).await?.is_none() {
            continue;
        }
        kept.push((kind, notice));
    }
    Ok(kept)
}

fn letter(post: &Post, account: i64, to: &MailAddress, notices: &[(MailKind, Notice)]) -> Letter {
    let mut blocks = Vec::new();
    let shown = &notices[..notices.len().min(MOST)];
    for kind in MailKind::ALL {
        let of_kind: Vec<&Notice> = shown.iter().filter(|(is, _)| is == kind).map(|(_, notice)| notice).collect();
        if of_kind.is_empty() {
            continue;
        }
        blocks.push(Block::Heading(words::heading(*kind).to_owned()));
        blocks.extend(of_kind.into_iter().map(|notice| Block::Item {
            title: notice.title.clone(),
            words: notice.said.clone(),
            href: href(&post.base, notice, *kind),
        }));
    }
    if notices.len() > MOST {
        blocks.push(Block::Words(format!("另有{}条，请到工作台里看。", notices.len() - MOST)));
    }
    blocks.push(Block::Link { words: "打开工作台".to_owned(), href: format!("{}/studio/", post.base) });
    blocks.push(Block::Words("在工作台的“我的账号”里可以选择收哪些邮件、什么时候收。".to_owned()));
    let (kind, first) = &notices[0];
    let last = &notices[notices.len() - 1].1;
    Letter {
        to: to.clone(),
        subject: words::subject(*kind, &first.title, notices.len()),
        blocks,
        stop: format!("{}/mail/stop/{}", post.base, post.stop.token(Stop::Account(account), to)),
        id: format!("notices.{account}.{}.{}", first.id, last.id),
        site: post.mailer.site().to_owned(),
    }
}
