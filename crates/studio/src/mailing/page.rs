//! Behind the links in letters: a page that asks, and what its button does. Opening a link does nothing yet, because mailboxes open
//! links by themselves to look for harm; the mailbox's own button to unsubscribe sends what the page's button sends (RFC 8058).
//!
//! The secret in the address is all that lets anybody in, so a page of another site cannot send this.

use super::Mailing;
use crate::{
    Problem, SignIn, address, clock,
    shares::page::{answer, refused},
};
use accounts::mailing;
use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use db::{Db, accounts as rows, mail as letters};
use domain::MailAddress;
use mail::{Stop, StopKey, address_digest};
use pages::{MailPage, Site};

const HTML: &str = "text/html; charset=utf-8";

fn missing(site: &Site, problem: &Problem) -> HttpResponse {
    refused(site, problem, "链接无效：可能已经过期、用过，或者没有复制完整。")
}

fn shown(page: &MailPage<'_>) -> HttpResponse {
    answer(StatusCode::OK).content_type(HTML).body(page.render())
}

pub async fn ask_confirm(
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    signing: Data<SignIn>,
    token: Path<String>,
) -> HttpResponse {
    let asked = async {
        let network = address::of(&request);
        signing.count_link(&network)?;
        let row = mailing::asked(&db, clock::now(), &token).await?.ok_or_else(Problem::not_found)?;
        signing.link_was_good(&network);
        let account = rows::by_id(&db, row.account_id).await?.ok_or_else(Problem::not_found)?;
        Ok::<_, Problem>((row.address, account.display_name))
    };
    match asked.await {
        Ok((address, name)) => shown(&MailPage {
            site: &site,
            title: "确认邮箱".to_owned(),
            words: format!("用 {address} 接收“{name}”在本站工作台的通知？"),
            button: Some((format!("/mail/confirm/{token}"), "确认".to_owned())),
        }),
        Err(problem) => missing(&site, &problem),
    }
}

pub async fn confirm(
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    signing: Data<SignIn>,
    token: Path<String>,
) -> HttpResponse {
    let confirmed = async {
        signing.count_link(&address::of(&request))?;
        if mailing::confirm(&db, clock::now(), &token).await? { Ok(()) } else { Err(Problem::not_found()) }
    };
    match confirmed.await {
        Ok(()) => {
            signing.link_was_good(&address::of(&request));
            shown(&MailPage {
                site: &site,
                title: "邮箱已确认".to_owned(),
                words: "从现在起，按您在“我的账号”里的选择发送邮件。每封邮件里都有不再接收的链接。".to_owned(),
                button: None,
            })
        }
        Err(problem) => missing(&site, &problem),
    }
}

/// Whose letters are to be stopped.
async fn subject(db: &Db, key: &StopKey, token: &str) -> Result<(Stop, MailAddress), Problem> {
    let stop = StopKey::subject(token).ok_or_else(Problem::not_found)?;
    let address = match stop {
        Stop::Account(account) => letters::address_of(db, account).await?.map(|row| row.address),
        Stop::Letter(letter) => letters::letter(db, letter).await?.map(|row| row.address),
    };
    let address = address.and_then(|address| address.parse().ok()).ok_or_else(Problem::not_found)?;
    if key.opens(token, stop, &address) { Ok((stop, address)) } else { Err(Problem::not_found()) }
}

pub async fn ask_stop(db: Data<Db>, site: Data<Site>, mailing: Data<Mailing>, token: Path<String>) -> HttpResponse {
    match subject(&db, &mailing.stop, &token).await {
        Ok((_, address)) => shown(&MailPage {
            site: &site,
            title: "不再接收邮件".to_owned(),
            words: format!("停止向 {address} 发送本站的邮件？"),
            button: Some((format!("/mail/stop/{token}"), "不再接收".to_owned())),
        }),
        Err(problem) => missing(&site, &problem),
    }
}

pub async fn stop(db: Data<Db>, site: Data<Site>, mailing: Data<Mailing>, token: Path<String>) -> HttpResponse {
    let stopped = async {
        let (stop, address) = subject(&db, &mailing.stop, &token).await?;
        match stop {
            Stop::Account(account) => mailing::stop(&db, clock::now(), account).await?,
            Stop::Letter(_) => mailing::refuse(&db, clock::now(), &address_digest(&address)).await?,
        }
        Ok::<_, Problem>(stop)
    };
    let words = match stopped.await {
        Ok(Stop::Account(_)) => "已经停止。想再收到时，登录工作台，在“我的账号”里选择。",
        Ok(Stop::Letter(_)) => "已经停止，以后不会再向这个邮箱发信。",
        Err(problem) => return missing(&site, &problem),
    };
    shown(&MailPage { site: &site, title: "不再接收邮件".to_owned(), words: words.to_owned(), button: None })
}
