//! Signing in, in one step or two, and the first account: addresses that answer without a session.

use crate::{Problem, Session, account::Me, address, clock, second_factor::wrong, session};
use accounts::{AccountError, Password, PasswordError, Throttle};
use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Data, Json, block},
};
use db::{Db, accounts::AccountRow, audit::Actor, second_factors};
use pages::Site;
use serde::{Deserialize, Serialize};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};
use tokio::sync::{Semaphore, SemaphorePermit};
use utoipa::ToSchema;

/// Password hashes computed at once: each takes 19 MiB and a core.
const AT_ONCE: usize = 2;
/// Of them, and of those who wait for a place, from one network: nobody fills the queue for everybody else.
const OF_A_NETWORK: usize = 8;
/// Seconds after which somebody who found no free place is asked to come back.
const BUSY: u64 = 2;
/// Milliseconds somebody waits for a place.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(10);

/// What is kept in memory about signing in.
pub struct SignIn {
    throttle: Throttle,
    codes: Throttle,
    /// Links of experts from outside that are not good.
    links: Throttle,
    places: Semaphore,
    /// How many of each network have a place or wait for one.
    queue: Mutex<HashMap<String, usize>>,
}

/// A place among those whose passwords are hashed, until it is dropped.
struct Place<'a> {
    _permit: SemaphorePermit<'a>,
    _queued: Queued<'a>,
}

struct Queued<'a> {
    queue: &'a Mutex<HashMap<String, usize>>,
    network: String,
}

impl Drop for Queued<'_> {
    fn drop(&mut self) {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = queue.get_mut(&self.network) {
            *count -= 1;
            if *count == 0 {
                queue.remove(&self.network);
            }
        }
    }
}

impl Default for SignIn {
    fn default() -> Self {
        Self {
            throttle: Throttle::default(),
            codes: Throttle::of_codes(),
            links: Throttle::default(),
            places: Semaphore::new(AT_ONCE),
            queue: Mutex::default(),
        }
    }
}

impl SignIn {
    /// Counts a code before it is looked at, for the account alone.
    pub fn count_code(&self, account: &AccountRow) -> Result<(), Problem> {
        self.codes.try_now(clock::now(), &account.name, "").map_err(Problem::too_many)
    }

    /// Counts that a link's page was asked for, before it is looked up.
    pub fn count_link(&self, network: &str) -> Result<(), Problem> {
        self.links.try_now(clock::now(), "", network).map_err(Problem::too_many)
    }

    pub fn link_was_good(&self, network: &str) {
        self.links.succeeded("", network);
    }

    pub fn code_was_right(&self, name: &str) {
        self.codes.succeeded(name, "");
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    name: String,
    password: String,
}

#[derive(Serialize, ToSchema)]
pub struct SecondStep {
    /// Always true: a code, or a recovery code, is asked for at `/session/second`; a passkey at `/session/second/passkey`.
    second_factor: bool,
    /// There is an app that makes codes.
    app: bool,
    /// There is a passkey.
    passkey: bool,
}

/// Signs in: a new session, whatever the browser held before; 202 where a second factor is asked for.
#[utoipa::path(
    post, path = "/session", operation_id = "sign_in", tag = "session", request_body = Credentials,
    responses((status = 200, body = Me), (status = 202, body = SecondStep), (status = 401, body = crate::problem::ProblemDocument),
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
        let _place = place(&signing, &from).await?;
        block(move || accounts::verify_or_pretend(&password, stored.as_deref())).await.map_err(interrupted)?
    };
    let account = known.filter(|account| right && !account.disabled);
    let account = account.ok_or_else(|| Problem::new(actix_web::http::StatusCode::UNAUTHORIZED, "用户名或密码不对。"))?;
    signing.throttle.succeeded(&name, &from);
    first_step_done(&request, &db, &site, account).await
}

/// A session, or a wait for the second factor where there is one.
pub async fn first_step_done(request: &HttpRequest, db: &Db, site: &Site, account: AccountRow) -> Result<HttpResponse, Problem> {
    let factors = second_factors::of_account(db, account.id).await?;
    if !factors.any() {
        return begin(request, db, site, account).await;
    }
    let before = session::token(request);
    let token = accounts::second_step::begin(db, clock::now(), account.id, browser(request), before.as_deref()).await?;
    let cookie = session::cookie_for(site, token.reveal(), accounts::second_step::PATIENCE);
    let asked = SecondStep { second_factor: true, app: factors.app, passkey: factors.passkey };
    Ok(HttpResponse::Accepted().insert_header((header::SET_COOKIE, cookie)).json(asked))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SecondCode {
    /// Of the app, or a recovery code.
    code: String,
}

/// The second step: a new session again. Whoever is here gave the right password within the last ten minutes.
#[utoipa::path(
    post, path = "/session/second", operation_id = "second_step", tag = "session", request_body = SecondCode,
    responses((status = 200, body = Me), (status = 401, body = crate::problem::ProblemDocument),
        (status = 422, body = crate::problem::ProblemDocument), (status = 429, body = crate::problem::ProblemDocument)),
)]
pub async fn second_step(
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    signing: Data<SignIn>,
    body: Json<SecondCode>,
) -> Result<HttpResponse, Problem> {
    let (token, account) = waiting(&request, &db).await?;
    signing.count_code(&account)?;
    let acting = db.by(session::actor(&account, &address::of(&request)));
    let finished = accounts::second_step::finish(&acting, clock::now(), &token, &account, &body.code).await;
    let token = finished.map_err(anyhow::Error::from)?.ok_or_else(wrong)?;
    signing.code_was_right(&account.name);
    welcome(&db, &site, &account, &token).await
}

/// What the browser holds since the first step, and whose first step it was.
pub async fn waiting(request: &HttpRequest, db: &Db) -> Result<(String, AccountRow), Problem> {
    let late = || Problem::new(actix_web::http::StatusCode::UNAUTHORIZED, "登录已超时，请重新登录。");
    let token = session::token(request).ok_or_else(late)?;
    let account = accounts::second_step::find(db, clock::now(), &token).await?.ok_or_else(late)?;
    Ok((token, account))
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
    let display_name = named(&display_name)?;
    let hash = hashed(&request, &signing, password).await?;
    let acting = db.by(Actor::door_from(&address::of(&request)));
    let account =
        accounts::accept_setup(&acting, clock::now(), &token, &name, display_name, &hash).await.map_err(|e| match e {
            AccountError::Internal(error) => error.into(),
            AccountError::Name(_) => Problem::unprocessable(NAME),
            _ => Problem::forbidden("这个链接无效：可能已经用过、已过期，或者站点已有账号。"),
        })?;
    begin(&request, &db, &site, account).await
}

pub const NAME: &str = "用户名用 2 到 64 个小写字母、数字或 . - _ @ +。";

/// The name that is shown of an account.
pub fn named(text: &str) -> Result<&str, Problem> {
    let name = Some(text.trim()).filter(|n| (1..=40).contains(&n.chars().count()) && !n.chars().any(char::is_control));
    name.ok_or_else(|| Problem::unprocessable("请填写显示名称，不超过 40 个字。"))
}

/// The hash of a password that is good enough.
pub async fn hashed(request: &HttpRequest, signing: &SignIn, password: String) -> Result<String, Problem> {
    let password = Password::new(password).map_err(|error| match error {
        PasswordError::Guessable => {
            Problem::unprocessable("这个密码太常见或太有规律，很容易被猜到。可以用几个不相干的词连起来。")
        }
        _ => Problem::unprocessable("密码至少 12 个字符，不能含控制字符。"),
    })?;
    let _place = place(signing, &address::of(request)).await?;
    Ok(block(move || accounts::hash_password(&password)).await.map_err(interrupted)??)
}

/// Milliseconds after signing in for which an account without a password has shown who it is: 10 minutes.
const FRESH: i64 = 10 * 60 * 1000;

/// Insists on the password of who is signed in already: guesses count as those at the door do. An account that has none has to
/// have signed in just now, by passkey or another site.
pub async fn prove(request: &HttpRequest, signing: &SignIn, session: &Session, password: String) -> Result<(), Problem> {
    let account = &session.account;
    if account.password_hash.is_empty() {
        return match session.began_at + FRESH > clock::now().0 {
            true => Ok(()),
            false => Err(Problem::unprocessable("请先退出，再重新登录一次：这个操作要求刚刚登录过。")),
        };
    }
    let from = address::of(request);
    signing.throttle.try_now(clock::now(), &account.name, &from).map_err(Problem::too_many)?;
    let stored = account.password_hash.clone();
    let right = {
        let _place = place(signing, &from).await?;
        block(move || accounts::verify(&password, &stored)).await.map_err(interrupted)?
    };
    if !right {
        return Err(Problem::unprocessable("密码不对。"));
    }
    signing.throttle.succeeded(&account.name, &from);
    Ok(())
}

/// A session for who has shown all that is asked for.
pub async fn begin(request: &HttpRequest, db: &Db, site: &Site, account: AccountRow) -> Result<HttpResponse, Problem> {
    let before = session::token(request);
    let acting = db.by(session::actor(&account, &address::of(request)));
    let token = accounts::begin_session(&acting, clock::now(), account.id, browser(request), before.as_deref()).await?;
    welcome(db, site, &account, &token).await
}

/// Who is signed in now, with the cookie.
pub async fn welcome(db: &Db, site: &Site, account: &AccountRow, token: &accounts::Token) -> Result<HttpResponse, Problem> {
    let me = Me::of(db, account).await?;
    Ok(HttpResponse::Ok().insert_header((header::SET_COOKIE, session::cookie(site, token.reveal()))).json(me))
}

pub fn browser(request: &HttpRequest) -> &str {
    request.headers().get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or("")
}

async fn place<'a>(signing: &'a SignIn, network: &str) -> Result<Place<'a>, Problem> {
    let queued = {
        let mut queue = signing.queue.lock().unwrap_or_else(PoisonError::into_inner);
        let count = queue.entry(network.to_owned()).or_default();
        if *count >= OF_A_NETWORK {
            return Err(Problem::too_many(BUSY));
        }
        *count += 1;
        Queued { queue: &signing.queue, network: network.to_owned() }
    };
    match tokio::time::timeout(PATIENCE, signing.places.acquire()).await {
        Ok(Ok(permit)) => Ok(Place { _permit: permit, _queued: queued }),
        _ => Err(Problem::too_many(BUSY)),
    }
}

fn interrupted(error: actix_web::error::BlockingError) -> Problem {
    anyhow::Error::from(error).into()
}
