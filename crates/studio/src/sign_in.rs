//! Signing in, and the first account: the two addresses that answer without a session.

use crate::{Problem, account::Me, address, clock, session};
use accounts::{AccountError, Password, Throttle};
use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Data, Json, block},
};
use db::Db;
use pages::Site;
use serde::Deserialize;
use tokio::sync::Semaphore;
use utoipa::ToSchema;

/// Password hashes computed at once: each takes 19 MiB and a core.
const AT_ONCE: usize = 2;
/// Seconds after which somebody who found no free place is asked to come back.
const BUSY: u64 = 2;
/// Milliseconds somebody waits for a place.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(10);

/// What is kept in memory about signing in.
pub struct SignIn {
    throttle: Throttle,
    places: Semaphore,
}

impl Default for SignIn {
    fn default() -> Self {
        Self { throttle: Throttle::default(), places: Semaphore::new(AT_ONCE) }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    name: String,
    password: String,
}

/// Signs in: a new session, whatever the browser held before.
#[utoipa::path(
    post, path = "/session", operation_id = "sign_in", tag = "session", request_body = Credentials,
    responses((status = 200, body = Me), (status = 401, body = crate::problem::ProblemDocument),
        (status = 429, body = crate::problem::ProblemDocument)),
)]
pub async fn sign_in(
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    signing: Data<SignIn>,
    body: Json<Credentials>,
) -> Result<HttpResponse, Problem> {
    let Credentials { name, password } = body.into_inner();
    let from = address::of(&request);
    signing.throttle.try_now(clock::now(), &name, &from).map_err(Problem::too_many)?;
    let known = db::accounts::by_name(&db, &name).await?;
    let stored = known.as_ref().map(|account| account.password_hash.clone());
    let right = {
        let _place = place(&signing).await?;
        block(move || accounts::verify_or_pretend(&password, stored.as_deref())).await.map_err(interrupted)?
    };
    let account = known.filter(|account| right && !account.disabled);
    let account = account.ok_or_else(|| Problem::new(actix_web::http::StatusCode::UNAUTHORIZED, "用户名或密码不对。"))?;
    signing.throttle.succeeded(&name, &from);
    begin(&request, &db, &site, account).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetUp {
    /// From the link that was printed at the first start: `/studio/setup#TOKEN`.
    token: String,
    name: String,
    display_name: String,
    password: String,
}

/// Makes the first account, an administrator, and signs it in. The link works once, for 24 hours.
#[utoipa::path(
    post, path = "/setup", operation_id = "set_up", tag = "session", request_body = SetUp,
    responses((status = 200, body = Me), (status = 403, body = crate::problem::ProblemDocument),
        (status = 422, body = crate::problem::ProblemDocument)),
)]
pub async fn set_up(
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    signing: Data<SignIn>,
    body: Json<SetUp>,
) -> Result<HttpResponse, Problem> {
    let SetUp { token, name, display_name, password } = body.into_inner();
    let display_name = Some(display_name.trim()).filter(|n| (1..=40).contains(&n.chars().count()));
    let display_name = display_name.ok_or_else(|| Problem::unprocessable("请填写显示名称，不超过 40 个字。"))?;
    let password = Password::new(password).map_err(|_| Problem::unprocessable("密码至少 12 个字符，不能含控制字符。"))?;
    let hash = {
        let _place = place(&signing).await?;
        block(move || accounts::hash_password(&password)).await.map_err(interrupted)??
    };
    let account = accounts::accept_setup(&db, clock::now(), &token, &name, display_name, &hash).await.map_err(|e| match e {
        AccountError::Internal(error) => error.into(),
        AccountError::Name(_) => Problem::unprocessable("用户名用 2 到 64 个小写字母、数字或 . - _ @ +。"),
        _ => Problem::forbidden("这个链接无效：可能已经用过、已过期，或者站点已有账号。"),
    })?;
    begin(&request, &db, &site, account).await
}

async fn begin(request: &HttpRequest, db: &Db, site: &Site, account: db::accounts::AccountRow) -> Result<HttpResponse, Problem> {
    let browser = request.headers().get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or("");
    let before = session::token(request);
    let token = accounts::begin_session(db, clock::now(), account.id, browser, before.as_deref()).await?;
    let me = Me::of(db, &account).await?;
    Ok(HttpResponse::Ok().insert_header((header::SET_COOKIE, session::cookie(site, token.reveal()))).json(me))
}

async fn place(signing: &SignIn) -> Result<tokio::sync::SemaphorePermit<'_>, Problem> {
    match tokio::time::timeout(PATIENCE, signing.places.acquire()).await {
        Ok(Ok(place)) => Ok(place),
        _ => Err(Problem::too_many(BUSY)),
    }
}

fn interrupted(error: actix_web::error::BlockingError) -> Problem {
    anyhow::Error::from(error).into()
}
