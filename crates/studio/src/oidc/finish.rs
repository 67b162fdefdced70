//! The way back: what the browser brought, and what follows from it.

use super::{COOKIE, problem};
use crate::{
    Problem, address, clock, session,
    session::BareSession,
    sign_in::{begin, first_step_done},
};
use accounts::{
    invitation,
    oidc::{Came, OidcError, Providers, Purpose, admit, hear, link, sign_in},
};
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Json},
};
use db::Db;
use pages::Site;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Brought {
    /// Whose address it came back to.
    provider: String,
    state: String,
    code: String,
    /// Where the provider gives it (RFC 9207).
    #[serde(default)]
    issuer: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct Linked {
    /// Always true: the account there is linked with the one that is signed in here.
    linked: bool,
}

/// Signs in (200, or 202 where a second factor is asked for), links, or accepts the invitation.
#[utoipa::path(
    post, path = "/oidc/finish", operation_id = "finish_oidc", tag = "session", request_body = Brought,
    responses((status = 200, body = crate::account::Me), (status = 202, body = crate::sign_in::SecondStep), (status = 401),
        (status = 403), (status = 409), (status = 422), (status = 502)),
)]
pub async fn finish(
    signed_in: Result<BareSession, Problem>,
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    providers: Data<Providers>,
    body: Json<Brought>,
) -> Result<HttpResponse, Problem> {
    let browser = session::held(&request, COOKIE);
    let Brought { provider, state, code, issuer } = body.into_inner();
    let came = Came { provider: &provider, state: &state, code, issuer: issuer.as_deref(), browser: browser.as_deref() };
    let vouched = hear(&db, clock::now(), &providers, came).await.map_err(problem)?;
    let network = address::of(&request);
    match &vouched.purpose {
        Purpose::SignIn => {
            let account = sign_in(&db, clock::now(), &network, &vouched).await.map_err(problem)?;
            first_step_done(&request, &db, &site, account).await
        }
        Purpose::Link => {
            let BareSession(session) = signed_in?;
            link(&session.acting(&db), clock::now(), &session.account, &vouched).await.map_err(problem)?;
            Ok(HttpResponse::Ok().json(Linked { linked: true }))
        }
        Purpose::Join { invitation, name, display_name } => {
            let invitee = invitation::Invitee { digest: invitation, name, display_name, hash: "" };
            let account = admit(&db, clock::now(), &network, invitee, &vouched).await.map_err(|error| match error {
                OidcError::Taken => Problem::conflict(
                    "这个外部账号已经和一个用户名关联了。请先用它登录，再打开邀请链接，把角色加到那个用户名下。",
                ),
                other => problem(other),
            })?;
            begin(&request, &db, &site, account).await
        }
    }
}
