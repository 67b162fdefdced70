//! What the account wants to be told by e-mail.

use super::Mailing;
use crate::{Problem, clock, session::BareSession};
use accounts::mailing::{self, MailingError};
use actix_web::{
    HttpResponse,
    web::{Data, Json},
};
use db::{Db, mail as rows};
use domain::{MailAddress, MailChoice, MailKind, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    /// waiting, returned, outcome, deadline or report
    kind: String,
    /// never, at-once or daily
    choice: String,
}

#[derive(Serialize, ToSchema)]
pub struct MailSettings {
    /// The site sends e-mail at all.
    is_on: bool,
    #[schema(required)]
    address: Option<String>,
    /// When it was confirmed that the address is right; before that nothing is sent there.
    #[schema(required)]
    confirmed_at: Option<String>,
    /// Why the last letter did not arrive.
    #[schema(required)]
    failure: Option<String>,
    choices: Vec<Chosen>,
}

/// Where this account is told things by e-mail, and of what.
#[utoipa::path(get, path = "/account/mail", operation_id = "mail_settings", tag = "session", responses((status = 200, body = MailSettings)))]
pub async fn see(BareSession(session): BareSession, db: Data<Db>, mailing: Data<Mailing>) -> Result<Json<MailSettings>, Problem> {
    Ok(Json(settings(&db, session.account.id, mailing.is_on).await?))
}

async fn settings(db: &Db, account: i64, is_on: bool) -> Result<MailSettings, Problem> {
    let known = rows::address_of(db, account).await?;
    let choices = rows::choices(db, account).await?;
    let chosen = |(kind, choice): (MailKind, MailChoice)| Chosen { kind: kind.code().into(), choice: choice.code().into() };
    Ok(MailSettings {
        is_on,
        confirmed_at: known.as_ref().and_then(|row| row.confirmed_at).map(|at| Timestamp(at).rfc3339()),
        failure: known.as_ref().and_then(|row| row.failure.clone()),
        address: known.map(|row| row.address),
        choices: choices.into_iter().map(chosen).collect(),
    })
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailWanted {
    /// Empty: nowhere.
    address: String,
    choices: Vec<Chosen>,
}

/// Sets both. An address that is new is asked by a letter whether it is right.
#[utoipa::path(
    put, path = "/account/mail", operation_id = "set_mail", tag = "session", request_body = MailWanted,
    responses((status = 200, body = MailSettings), (status = 422)),
)]
pub async fn set(
    BareSession(session): BareSession,
    db: Data<Db>,
    mailing: Data<Mailing>,
    body: Json<MailWanted>,
) -> Result<Json<MailSettings>, Problem> {
    let MailWanted { address, choices } = body.into_inner();
    is_on(&mailing)?;
    let address = Some(address.trim()).filter(|address| !address.is_empty()).map(str::parse::<MailAddress>);
    let address = address.transpose().map_err(|wrong| Problem::unprocessable(wrong.to_string()))?;
    let unknown = || Problem::unprocessable("没有这种邮件或这种选择，请刷新页面。");
    let read = |one: Chosen| -> Result<(MailKind, MailChoice), Problem> {
        Ok((one.kind.parse().map_err(|_| unknown())?, one.choice.parse().map_err(|_| unknown())?))
    };
    let choices = choices.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let acting = session.acting(&db);
    mailing::set(&acting, clock::now(), &session.account, address.as_ref(), &choices).await.map_err(problem)?;
    Ok(Json(settings(&db, session.account.id, true).await?))
}

/// Sends the letter once more that asks whether the address is right.
#[utoipa::path(
    post, path = "/account/mail/ask", operation_id = "ask_mail_again", tag = "session", responses((status = 204), (status = 422)),
)]
pub async fn ask_again(BareSession(session): BareSession, db: Data<Db>, mailing: Data<Mailing>) -> Result<HttpResponse, Problem> {
    is_on(&mailing)?;
    mailing::ask_again(&session.acting(&db), clock::now(), &session.account).await.map_err(problem)?;
    Ok(HttpResponse::NoContent().finish())
}

fn is_on(mailing: &Mailing) -> Result<(), Problem> {
    match mailing.is_on {
        true => Ok(()),
        false => Err(Problem::unprocessable("本站没有开启邮件。请联系网站的运维人员设置 LIANGYI_SMTP_URL。")),
    }
}

fn problem(error: MailingError) -> Problem {
    match error {
        MailingError::Internal(error) => error.into(),
        refused => Problem::unprocessable(refused.to_string()),
    }
}
