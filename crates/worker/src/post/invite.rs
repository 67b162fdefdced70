//! One letter to somebody who has no account here, or has not confirmed that an address is theirs. Its link is made now: nobody
//! but whoever reads that mailbox ever has it, and nothing is kept but its hash.

use super::{Post, failed};
use crate::{
    run::{Outcome, Worker},
    told::finish,
};
use anyhow::Result;
use db::{
    invitations,
    jobs::JobRow,
    mail::{self as rows, LetterKind, ToAnybody},
    organisations, outside_experts,
};
use domain::{MailAddress, ReviewStage, Timestamp};
use mail::{Block, Letter, Stop, address_digest};
use sha2::{Digest, Sha256};

pub(crate) async fn deliver(worker: &Worker, job: &JobRow) -> Result<Outcome> {
    let ToAnybody { letter: id } = serde_json::from_str(&job.payload)?;
    let Some(row) = rows::letter(&worker.db, id).await?.filter(|row| row.sent_at.is_none()) else {
        return finish(worker, job, Outcome::Done, async |_| Ok(())).await;
    };
    let Some(post) = &worker.post else { return over(worker, job, id, "本站没有开启邮件。").await };
    let post = &post.named(&worker.db).await?;
    let (Some(kind), Ok(to)) = (row.kind(), row.address.parse::<MailAddress>()) else {
        return over(worker, job, id, "邮箱写得不对。").await;
    };
    if rows::is_refused(&worker.db, &address_digest(&to)).await? {
        return over(worker, job, id, "这个邮箱的主人不愿再收本站的邮件。").await;
    }
    let token = hex::encode([(worker.dice)(), (worker.dice)()].concat());
    let said = match kind {
        LetterKind::Confirm => confirm(worker, post, row.subject_id, &to, &token).await?,
        LetterKind::Expert => expert(worker, post, row.subject_id, &token).await?,
        LetterKind::Invitation => invitation(worker, post, row.subject_id, &token).await?,
    };
    let Some((subject, blocks)) = said else { return over(worker, job, id, "已经不需要这封信了。").await };
    let letter = Letter {
        subject,
        blocks,
        stop: format!("{}/mail/stop/{}", post.base, post.stop.token(Stop::Letter(id), &to)),
        // Each attempt has a link of its own, so each is a letter of its own: the last one is good.
        id: format!("letter.{id}.{}", job.attempts),
        site: post.mailer.site().to_owned(),
        to,
    };
    match post.mailer.send(&letter).await {
        Ok(()) => finish(worker, job, Outcome::Done, async |write| rows::letter_went(write, id, None).await).await,
        Err(failure) => {
            let given_up = async |write: &db::Write, reason: &str, _: bool| {
                if kind == LetterKind::Confirm {
                    rows::note_outcome(write, row.subject_id, Some(reason), false).await?;
                }
                rows::letter_went(write, id, Some(reason)).await
            };
            failed(worker, job, failure, given_up).await
        }
    }
}

/// There is nothing to be sent, and why.
async fn over(worker: &Worker, job: &JobRow, letter: i64, reason: &str) -> Result<Outcome> {
    finish(worker, job, Outcome::Done, async |write| rows::letter_went(write, letter, Some(reason)).await).await
}

/// Subject and words; `None` where the letter is not needed any more.
type Said = Option<(String, Vec<Block>)>;

fn digest(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

async fn confirm(worker: &Worker, post: &Post, account: i64, to: &MailAddress, token: &str) -> Result<Said> {
    let known = rows::address_of(&worker.db, account).await?;
    if known.is_none_or(|row| row.confirmed_at.is_some() || row.address != to.as_str()) {
        return Ok(None);
    }
    let write = worker.db.write((worker.clock)()).await?;
    rows::set_token(&write, account, &digest(token)).await?;
    write.commit().await?;
    let blocks = vec![
        Block::Words(format!(
            "有人在{}的工作台里填了这个邮箱，用来接收通知。是您填的，请在三天内打开下面的链接确认。",
            post.mailer.site()
        )),
        Block::Link { words: "确认这个邮箱".to_owned(), href: format!("{}/mail/confirm/{token}", post.base) },
        Block::Words("不是您填的，不用理会：不确认就不会再收到邮件。".to_owned()),
    ];
    Ok(Some(("请确认您的邮箱".to_owned(), blocks)))
}

async fn expert(worker: &Worker, post: &Post, link: i64, token: &str) -> Result<Said> {
    let now = (worker.clock)();
    let Some(link) = outside_experts::by_id(&worker.db, link).await?.filter(|link| link.is_good(now.0)) else { return Ok(None) };
    let write = worker.db.write(now).await?;
    outside_experts::renew(&write, link.id, &digest(token)).await?;
    write.commit().await?;
    let stage: ReviewStage = link.stage.parse()?;
    let mut blocks = vec![Block::Words(format!("{}，您好：", link.name))];
    let (by, title, stage) = (&link.by_name, &link.work_title, stage.zh());
    blocks.push(Block::Words(format!("{by}请您为还没有发布的作品“{title}”做{stage}。")));
    if !link.note.is_empty() {
        blocks.push(Block::Words(format!("{by}的话：\n{}", link.note)));
    }
    blocks.push(Block::Link { words: "阅读并填写意见".to_owned(), href: format!("{}/expert-review/{token}", post.base) });
    let until = Timestamp(link.expires_at).minute();
    blocks.push(Block::Words(format!("链接只给您一个人用，请不要转发；{until}（北京时间）失效，提交一次以后也失效。")));
    Ok(Some((format!("请您审核：{title}"), blocks)))
}

async fn invitation(worker: &Worker, post: &Post, invitation: i64, token: &str) -> Result<Said> {
    let now = (worker.clock)();
    let row = invitations::by_id(&worker.db, invitation).await?;
    let Some(row) = row.filter(|row| row.closed_at.is_none() && row.expires_at > now.0) else { return Ok(None) };
    let Some(place) = organisations::by_id(&worker.db, row.organisation_id).await? else { return Ok(None) };
    let write = worker.db.write(now).await?;
    invitations::renew(&write, row.id, &digest(token)).await?;
    write.commit().await?;
    let site = post.mailer.site();
    let blocks = vec![
        Block::Words(format!("{}，您好：", row.display_name)),
        Block::Words(format!(
            "“{}”邀请您加入{site}的工作台。打开下面的链接，自己设置用户名和密码；已有用户名的，登录以后接受。",
            place.name
        )),
        Block::Link { words: "接受邀请".to_owned(), href: format!("{}/studio/join#{token}", post.base) },
        Block::Words(format!("链接只能用一次，{}（北京时间）失效。", Timestamp(row.expires_at).minute())),
    ];
    Ok(Some((format!("{}邀请您加入工作台", place.name), blocks)))
}
