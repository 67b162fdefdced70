//! Passkeys: registered, listed and revoked by the account that asks; signed in with, by themselves or after the password.

use crate::{
    Problem, address, clock, session,
    session::BareSession,
    sign_in::{SignIn, browser, prove, waiting, welcome},
};
use accounts::passkey::{self as acts, Answer, Begun, PasskeyError, RelyingParty};
use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Json, Path, ServiceConfig, get, post, resource},
};
use db::{Db, passkeys::PasskeyRow};
use domain::Timestamp;
use pages::Site;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{OpenApi, ToSchema};

#[derive(Serialize, ToSchema)]
pub struct PasskeySeen {
    id: i64,
    name: String,
    created_at: String,
    /// Absent where it was not used yet.
    #[schema(required)]
    used_at: Option<String>,
    /// It may have been copied, and is not taken any more.
    flagged: bool,
}

impl From<PasskeyRow> for PasskeySeen {
    fn from(row: PasskeyRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            created_at: Timestamp(row.created_at).rfc3339(),
            used_at: row.used_at.map(|at| Timestamp(at).rfc3339()),
            flagged: row.flagged_at.is_some(),
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct Passkeys {
    passkeys: Vec<PasskeySeen>,
    /// False where browsers make none for this site's address.
    usable: bool,
}

/// The passkeys of this account.
#[utoipa::path(
    get, path = "/passkeys", operation_id = "list_passkeys", tag = "session", responses((status = 200, body = Passkeys)),
)]
pub async fn list(BareSession(session): BareSession, db: Data<Db>, site: Data<Site>) -> Result<Json<Passkeys>, Problem> {
    let rows = db::passkeys::of_account(&db, session.account.id).await?;
    let usable = RelyingParty::of(&site.base_url, &site.name).is_some();
    Ok(Json(Passkeys { passkeys: rows.into_iter().map(PasskeySeen::from).collect(), usable }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Owner {
    /// Empty where the account has none.
    password: String,
}

#[derive(Serialize, ToSchema)]
pub struct Ceremony {
    /// To be given back with the answer, within five minutes, once.
    ceremony: String,
    /// `publicKey` of `navigator.credentials.create` or `get`; bytes are in base64url.
    #[schema(value_type = Object)]
    options: Value,
}

impl From<Begun> for Ceremony {
    fn from(begun: Begun) -> Self {
        Self { ceremony: begun.ceremony.reveal().to_owned(), options: begun.options }
    }
}

/// What an authenticator is asked for a new passkey.
#[utoipa::path(
    post, path = "/passkeys/begin", operation_id = "begin_passkey", tag = "session", request_body = Owner,
    responses((status = 200, body = Ceremony), (status = 409), (status = 422), (status = 429)),
)]
pub async fn begin(
    BareSession(session): BareSession,
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    signing: Data<SignIn>,
    body: Json<Owner>,
) -> Result<Json<Ceremony>, Problem> {
    prove(&request, &signing, &session, body.into_inner().password).await?;
    let (here, acting) = (here(&site)?, session.acting(&db));
    let begun = acts::begin_registration(&acting, clock::now(), &here, &session.account, &session.network).await;
    Ok(Json(begun.map_err(problem)?.into()))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPasskey {
    ceremony: String,
    /// To tell it from the others.
    name: String,
    /// As the browser writes it.
    #[schema(value_type = Object)]
    credential: Value,
}

#[derive(Serialize, ToSchema)]
pub struct Registered {
    /// Shown once, where the account had none yet; they stand in for the passkey.
    #[schema(required)]
    recovery_codes: Option<Vec<String>>,
}

/// The new passkey counts, and is asked for after the password from here on.
#[utoipa::path(
    post, path = "/passkeys", operation_id = "add_passkey", tag = "session", request_body = NewPasskey,
    responses((status = 200, body = Registered), (status = 409), (status = 422)),
)]
pub async fn add(
    BareSession(session): BareSession,
    db: Data<Db>,
    site: Data<Site>,
    body: Json<NewPasskey>,
) -> Result<Json<Registered>, Problem> {
    let NewPasskey { ceremony, name, credential } = body.into_inner();
    let name = Some(name.trim()).filter(|n| (1..=40).contains(&n.chars().count()) && !n.chars().any(char::is_control));
    let name = name.ok_or_else(|| Problem::unprocessable("请给通行密钥起个名字，不超过 40 个字，例如“办公室电脑”。"))?;
    let (here, acting, answer) = (here(&site)?, session.acting(&db), Answer { ceremony, credential });
    let finished = acts::finish_registration(&acting, clock::now(), &here, &session.account, name, answer, &session.digest).await;
    Ok(Json(Registered { recovery_codes: finished.map_err(problem)? }))
}

/// It is not taken any more. Every other browser is signed out.
#[utoipa::path(
    post, path = "/passkeys/{id}/revoke", operation_id = "revoke_passkey", tag = "session", params(("id" = i64, Path)),
    request_body = Owner, responses((status = 204), (status = 404), (status = 409), (status = 422), (status = 429)),
)]
pub async fn revoke(
    BareSession(session): BareSession,
    request: HttpRequest,
    db: Data<Db>,
    signing: Data<SignIn>,
    id: Path<i64>,
    body: Json<Owner>,
) -> Result<HttpResponse, Problem> {
    prove(&request, &signing, &session, body.into_inner().password).await?;
    let revoked = acts::revoke(&session.acting(&db), clock::now(), &session.account, *id, &session.digest).await;
    revoked.map_err(problem)?;
    Ok(HttpResponse::NoContent().finish())
}

/// What an authenticator is asked, for whoever has a passkey of this site.
#[utoipa::path(
    post, path = "/session/passkey/begin", operation_id = "begin_passkey_sign_in", tag = "session",
    responses((status = 200, body = Ceremony), (status = 409)),
)]
pub async fn begin_sign_in(request: HttpRequest, db: Data<Db>, site: Data<Site>) -> Result<Json<Ceremony>, Problem> {
    let begun = acts::begin_sign_in(&db, clock::now(), &here(&site)?, &address::of(&request)).await;
    Ok(Json(begun.map_err(problem)?.into()))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeyAnswer {
    ceremony: String,
    /// As the browser writes it.
    #[schema(value_type = Object)]
    credential: Value,
}

impl From<PasskeyAnswer> for Answer {
    fn from(PasskeyAnswer { ceremony, credential }: PasskeyAnswer) -> Self {
        Self { ceremony, credential }
    }
}

/// Signs in with a passkey alone: it is both factors.
#[utoipa::path(
    post, path = "/session/passkey", operation_id = "passkey_sign_in", tag = "session", request_body = PasskeyAnswer,
    responses((status = 200, body = crate::account::Me), (status = 401), (status = 409), (status = 422)),
)]
pub async fn sign_in(
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    body: Json<PasskeyAnswer>,
) -> Result<HttpResponse, Problem> {
    let (here, before, network) = (here(&site)?, session::token(&request), address::of(&request));
    let answer = body.into_inner().into();
    let finished = acts::finish_sign_in(&db, clock::now(), &here, answer, browser(&request), &network, before.as_deref()).await;
    let signed = finished.map_err(problem)?;
    welcome(&db, &site, &signed.account, &signed.token).await
}

/// After the password: what an authenticator of this account is asked.
#[utoipa::path(
    post, path = "/session/second/passkey/begin", operation_id = "begin_second_passkey", tag = "session",
    responses((status = 200, body = Ceremony), (status = 401), (status = 404), (status = 409)),
)]
pub async fn begin_second(request: HttpRequest, db: Data<Db>, site: Data<Site>) -> Result<Json<Ceremony>, Problem> {
    let (_, account) = waiting(&request, &db).await?;
    let begun = acts::begin_second_step(&db, clock::now(), &here(&site)?, &account, &address::of(&request)).await;
    Ok(Json(begun.map_err(problem)?.into()))
}

/// The second step by a passkey, in place of a code.
#[utoipa::path(
    post, path = "/session/second/passkey", operation_id = "second_passkey", tag = "session", request_body = PasskeyAnswer,
    responses((status = 200, body = crate::account::Me), (status = 401), (status = 409), (status = 422)),
)]
pub async fn second(
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    body: Json<PasskeyAnswer>,
) -> Result<HttpResponse, Problem> {
    let (token, account) = waiting(&request, &db).await?;
    let acting = db.by(session::actor(&account, &address::of(&request)));
    let answer = body.into_inner().into();
    let finished = acts::finish_second_step(&acting, clock::now(), &here(&site)?, &token, &account, answer).await;
    welcome(&db, &site, &account, &finished.map_err(problem)?).await
}

fn here(site: &Site) -> Result<RelyingParty, Problem> {
    let here = RelyingParty::of(&site.base_url, &site.name);
    here.ok_or_else(|| Problem::conflict("通行密钥要求站点用域名和 https 访问，目前的网址不能用。请联系运维人员。"))
}

fn problem(error: PasskeyError) -> Problem {
    match error {
        PasskeyError::Internal(error) => error.into(),
        PasskeyError::Missing => Problem::not_found(),
        PasskeyError::Gone => Problem::unprocessable("等待时间过长，或者已经用过。请重新开始。"),
        PasskeyError::Unknown => {
            Problem::new(StatusCode::UNAUTHORIZED, "这个通行密钥没有在本站登记，或已被撤销。请换一个，或用密码登录。")
        }
        PasskeyError::OtherSite => Problem::unprocessable("这不是在本站页面上完成的验证，已被拒绝。请从本站网址打开工作台。"),
        PasskeyError::NotVerified => Problem::unprocessable("设备没有确认您本人。请在设备上启用指纹、面容或 PIN 以后再试。"),
        PasskeyError::Unfit(_) => Problem::unprocessable("通行密钥的应答不对，请再试一次。仍然不行，请换一个通行密钥。"),
        PasskeyError::Copied => Problem::new(
            StatusCode::UNAUTHORIZED,
            "这个通行密钥的使用计数倒退，可能被复制，已经停用。请用别的方式登录，撤销它并重新登记，并告诉管理员。",
        ),
        PasskeyError::Taken => Problem::conflict("这个通行密钥已经登记过了。"),
        PasskeyError::TooMany => Problem::conflict(format!("每个账号最多登记 {} 个通行密钥，请先撤销不用的。", acts::MOST)),
        PasskeyError::LastWayIn => {
            Problem::conflict("这是唯一的登录方式，撤销以后就进不来了。请先设置密码，或再登记一个通行密钥。")
        }
    }
}

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/passkeys").route(get().to(list)).route(post().to(add)))
        .service(resource("/passkeys/begin").route(post().to(begin)))
        .service(resource("/passkeys/{id}/revoke").route(post().to(revoke)))
        .service(resource("/session/passkey").route(post().to(sign_in)))
        .service(resource("/session/passkey/begin").route(post().to(begin_sign_in)))
        .service(resource("/session/second/passkey").route(post().to(second)))
        .service(resource("/session/second/passkey/begin").route(post().to(begin_second)));
}

#[derive(OpenApi)]
#[openapi(paths(list, begin, add, revoke, begin_sign_in, sign_in, begin_second, second))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
