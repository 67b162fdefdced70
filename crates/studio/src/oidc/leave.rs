//! Which sites vouch for people, and the way to one.

use super::{COOKIE, problem};
use crate::{
    Problem, address, clock,
    session::{self, BareSession},
    sign_in::{NAME, SignIn, named, prove},
};
use accounts::{
    AccountError, invitation,
    oidc::{Providers, Purpose, ask},
};
use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Data, Json, Path},
};
use db::Db;
use pages::Site;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Seconds for which a browser keeps what it was given on its way.
const AWAY: i64 = 600;

#[derive(Serialize, ToSchema)]
pub struct ProviderSeen {
    key: String,
    name: String,
}

#[derive(Serialize, ToSchema)]
pub struct ProviderList {
    providers: Vec<ProviderSeen>,
}

/// The sites by which one may sign in here.
#[utoipa::path(
    get, path = "/oidc/providers", operation_id = "list_providers", tag = "session", responses((status = 200, body = ProviderList)),
)]
pub async fn providers(providers: Data<Providers>) -> Json<ProviderList> {
    let seen = providers.list().iter().map(|one| ProviderSeen { key: one.key.clone(), name: one.name.clone() });
    Json(ProviderList { providers: seen.collect() })
}

#[derive(Serialize, ToSchema)]
pub struct Way {
    /// Of the provider: the browser goes there.
    url: String,
}

/// Away, to sign in.
#[utoipa::path(
    post, path = "/oidc/providers/{key}/sign-in", operation_id = "begin_oidc_sign_in", tag = "session",
    params(("key" = String, Path)), responses((status = 200, body = Way), (status = 404), (status = 502)),
)]
pub async fn sign_in(
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    providers: Data<Providers>,
    key: Path<String>,
) -> Result<HttpResponse, Problem> {
    leave(&request, &db, &site, &providers, &key, Purpose::SignIn, None).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkOwner {
    /// Empty where the account has none.
    password: String,
}

/// Away, to link an account there with the one that is signed in here.
#[utoipa::path(
    post, path = "/oidc/providers/{key}/link", operation_id = "begin_oidc_link", tag = "session", request_body = LinkOwner,
    params(("key" = String, Path)),
    responses((status = 200, body = Way), (status = 404), (status = 422), (status = 429), (status = 502)),
)]
#[allow(clippy::too_many_arguments, reason = "a handler's arguments are what it touches")]
pub async fn link(
    BareSession(session): BareSession,
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    providers: Data<Providers>,
    signing: Data<SignIn>,
    key: Path<String>,
    body: Json<LinkOwner>,
) -> Result<HttpResponse, Problem> {
    prove(&request, &signing, &session, body.into_inner().password).await?;
    leave(&request, &db, &site, &providers, &key, Purpose::Link, Some(session.account.id)).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OidcInvitee {
    /// From the link: `/studio/join#TOKEN`.
    token: String,
    name: String,
    display_name: String,
}

/// Away, to accept an invitation with an account that has no password.
#[utoipa::path(
    post, path = "/oidc/providers/{key}/join", operation_id = "begin_oidc_join", tag = "session", request_body = OidcInvitee,
    params(("key" = String, Path)),
    responses((status = 200, body = Way), (status = 403), (status = 404), (status = 409), (status = 422), (status = 502)),
)]
pub async fn join(
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    providers: Data<Providers>,
    key: Path<String>,
    body: Json<OidcInvitee>,
) -> Result<HttpResponse, Problem> {
    let OidcInvitee { token, name, display_name } = body.into_inner();
    let display_name = named(&display_name)?.to_owned();
    accounts::is_name(&name).map_err(|_| Problem::unprocessable(NAME))?;
    invitation::find(&db, clock::now(), &token).await?.ok_or_else(|| crate::staff::problem(AccountError::Link))?;
    if db::accounts::by_name(&db, &name).await?.is_some() {
        return Err(crate::staff::problem(AccountError::Taken(name)));
    }
    let purpose = Purpose::Join { invitation: accounts::digest(&token), name, display_name };
    leave(&request, &db, &site, &providers, &key, purpose, None).await
}

async fn leave(
    request: &HttpRequest,
    db: &Db,
    site: &Site,
    providers: &Providers,
    key: &str,
    purpose: Purpose,
    account: Option<i64>,
) -> Result<HttpResponse, Problem> {
    let network = address::of(request);
    let asked = ask(db, clock::now(), providers, key, purpose, account, &network).await.map_err(problem)?;
    let path = format!("{}/oidc", address::API);
    let cookie = session::set(site, COOKIE, &path, asked.browser.reveal(), AWAY);
    Ok(HttpResponse::Ok().insert_header((header::SET_COOKIE, cookie)).json(Way { url: asked.address }))
}
