//! The second factor of the account that asks: set up, confirmed, renewed, turned off.

use crate::{
    Problem, clock,
    session::BareSession,
    sign_in::{SignIn, prove},
};
use accounts::{AccountError, second_factor as acts};
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Json, ServiceConfig, get, post, resource},
};
use db::{Db, second_factors};
use domain::Timestamp;
use pages::Site;
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

#[derive(Serialize, ToSchema)]
pub struct SecondFactor {
    /// Absent where there is none that counts.
    #[schema(required)]
    confirmed_at: Option<String>,
    recovery_codes_left: i64,
    /// An organisation of this account asks for one.
    asked: bool,
}

/// Whether this account has a second factor.
#[utoipa::path(
    get, path = "/second-factor", operation_id = "second_factor", tag = "session", responses((status = 200, body = SecondFactor)),
)]
pub async fn state(BareSession(session): BareSession, db: Data<Db>) -> Result<Json<SecondFactor>, Problem> {
    let id = session.account.id;
    Ok(Json(SecondFactor {
        confirmed_at: second_factors::confirmed_at(&db, id).await?.map(|at| Timestamp(at).rfc3339()),
        recovery_codes_left: second_factors::codes_left(&db, id).await?,
        asked: session.second_factor.asked,
    }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    password: String,
}

#[derive(Serialize, ToSchema)]
pub struct Secret {
    /// Base 32, to be typed where no code can be scanned.
    secret: String,
    /// otpauth://…
    address: String,
    /// Units of width and height of the drawing below, its light margin included.
    qr_size: usize,
    /// SVG path data of the dark parts of the QR code.
    qr_path: String,
}

/// A new secret for an app. It counts for nothing until a code of it was given.
#[utoipa::path(
    post, path = "/second-factor", operation_id = "offer_second_factor", tag = "session", request_body = Proof,
    responses((status = 200, body = Secret), (status = 409), (status = 422), (status = 429)),
)]
pub async fn offer(
    BareSession(session): BareSession,
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    signing: Data<SignIn>,
    body: Json<Proof>,
) -> Result<Json<Secret>, Problem> {
    prove(&request, &signing, &session, body.into_inner().password).await?;
    let secret = acts::offer(&session.acting(&db), clock::now(), &session.account, &site.name).await.map_err(problem)?;
    let (qr_size, qr_path) = (secret.drawing.size, secret.drawing.path);
    Ok(Json(Secret { secret: secret.text, address: secret.address, qr_size, qr_path }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Code {
    code: String,
}

#[derive(Serialize, ToSchema)]
pub struct RecoveryCodes {
    /// Shown once: only their hashes are kept. Each is good for one sign-in.
    recovery_codes: Vec<String>,
}

/// The app works: from now on it is asked for. Every other browser is signed out.
#[utoipa::path(
    post, path = "/second-factor/confirm", operation_id = "confirm_second_factor", tag = "session", request_body = Code,
    responses((status = 200, body = RecoveryCodes), (status = 409), (status = 422), (status = 429)),
)]
pub async fn confirm(
    BareSession(session): BareSession,
    db: Data<Db>,
    signing: Data<SignIn>,
    body: Json<Code>,
) -> Result<Json<RecoveryCodes>, Problem> {
    signing.count_code(&session.account)?;
    let (db, now) = (session.acting(&db), clock::now());
    let codes = acts::confirm(&db, now, &session.account, &body.code, &session.digest).await.map_err(problem)?;
    answer(&signing, &session.account.name, codes)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BothProofs {
    password: String,
    /// Of the app, or a recovery code.
    code: String,
}

/// Ten new recovery codes; those before are worth nothing any more.
#[utoipa::path(
    post, path = "/second-factor/recovery-codes", operation_id = "renew_recovery_codes", tag = "session",
    request_body = BothProofs, responses((status = 200, body = RecoveryCodes), (status = 422), (status = 429)),
)]
pub async fn renew(
    BareSession(session): BareSession,
    request: HttpRequest,
    db: Data<Db>,
    signing: Data<SignIn>,
    body: Json<BothProofs>,
) -> Result<Json<RecoveryCodes>, Problem> {
    let BothProofs { password, code } = body.into_inner();
    prove(&request, &signing, &session, password).await?;
    signing.count_code(&session.account)?;
    let codes = acts::renew_codes(&session.acting(&db), clock::now(), &session.account, &code).await.map_err(problem)?;
    answer(&signing, &session.account.name, codes)
}

/// Turns it off, as for a new telephone. Where an organisation asks for one, nothing can be done until it is set up anew.
#[utoipa::path(
    post, path = "/second-factor/off", operation_id = "turn_off_second_factor", tag = "session", request_body = BothProofs,
    responses((status = 204), (status = 422), (status = 429)),
)]
pub async fn turn_off(
    BareSession(session): BareSession,
    request: HttpRequest,
    db: Data<Db>,
    signing: Data<SignIn>,
    body: Json<BothProofs>,
) -> Result<HttpResponse, Problem> {
    let BothProofs { password, code } = body.into_inner();
    prove(&request, &signing, &session, password).await?;
    signing.count_code(&session.account)?;
    if !acts::turn_off(&session.acting(&db), clock::now(), &session.account, &code).await.map_err(problem)? {
        return Err(wrong());
    }
    signing.code_was_right(&session.account.name);
    Ok(HttpResponse::NoContent().finish())
}

fn answer(signing: &SignIn, name: &str, codes: Option<Vec<String>>) -> Result<Json<RecoveryCodes>, Problem> {
    let recovery_codes = codes.ok_or_else(wrong)?;
    signing.code_was_right(name);
    Ok(Json(RecoveryCodes { recovery_codes }))
}

/// The same for a code of the app and a recovery code, for a wrong one and a used one.
pub fn wrong() -> Problem {
    Problem::unprocessable("验证码不对，或已经用过。请等应用显示下一个验证码再试。")
}

fn problem(error: AccountError) -> Problem {
    match error {
        AccountError::Internal(error) => error.into(),
        _ => Problem::conflict("两步验证的状态已经变了，请刷新页面再看。"),
    }
}

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/second-factor").route(get().to(state)).route(post().to(offer)))
        .service(resource("/second-factor/confirm").route(post().to(confirm)))
        .service(resource("/second-factor/recovery-codes").route(post().to(renew)))
        .service(resource("/second-factor/off").route(post().to(turn_off)));
}

#[derive(OpenApi)]
#[openapi(paths(state, offer, confirm, renew, turn_off))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
