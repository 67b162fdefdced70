//! The ways in by a link: accepting an invitation, setting a password anew. A token is always in the body: addresses are
//! logged.

use super::problem;
use crate::{
    Problem, Session,
    account::Named,
    address, clock, session,
    sign_in::{SignIn, begin, hashed, named},
};
use accounts::{AccountError, invitation, staff};
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Json},
};
use db::{Db, audit::Actor};
use domain::Timestamp;
use pages::Site;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Invitee {
    /// From the link: `/studio/join#TOKEN`.
    token: String,
}

#[derive(Serialize, ToSchema)]
pub struct InvitationSeen {
    organisation: Named,
    display_name: String,
    roles: Vec<String>,
    expires_at: String,
}

/// What a link invites to.
#[utoipa::path(
    post, path = "/join/look", operation_id = "see_invitation", tag = "session", request_body = Invitee,
    responses((status = 200, body = InvitationSeen), (status = 403, body = crate::problem::ProblemDocument)),
)]
pub async fn look(db: Data<Db>, body: Json<Invitee>) -> Result<Json<InvitationSeen>, Problem> {
    let found = invitation::find(&db, clock::now(), &body.token).await?;
    let (row, place) = found.ok_or_else(|| problem(AccountError::Link))?;
    Ok(Json(InvitationSeen {
        organisation: Named { slug: place.slug, name: place.name },
        roles: row.roles()?.iter().map(ToString::to_string).collect(),
        display_name: row.display_name,
        expires_at: Timestamp(row.expires_at).rfc3339(),
    }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAccount {
    token: String,
    name: String,
    display_name: String,
    password: String,
}

/// Makes an account with the roles of the invitation, and signs it in.
#[utoipa::path(
    post, path = "/join", operation_id = "accept_invitation", tag = "session", request_body = NewAccount,
    responses((status = 200, body = crate::account::Me), (status = 403, body = crate::problem::ProblemDocument),
        (status = 409, body = crate::problem::ProblemDocument), (status = 422, body = crate::problem::ProblemDocument)),
)]
pub async fn accept(
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    signing: Data<SignIn>,
    body: Json<NewAccount>,
) -> Result<HttpResponse, Problem> {
    let NewAccount { token, name, display_name, password } = body.into_inner();
    let display_name = named(&display_name)?;
    // Before the slow part: no work for who has no link.
    invitation::find(&db, clock::now(), &token).await?.ok_or_else(|| problem(AccountError::Link))?;
    let hash = hashed(&request, &signing, password).await?;
    let acting = db.by(Actor::door_from(&address::of(&request)));
    let invitee = invitation::Invitee { digest: &accounts::digest(&token), name: &name, display_name, hash: &hash };
    let account = invitation::accept(&acting, clock::now(), invitee).await.map_err(problem)?;
    begin(&request, &db, &site, account).await
}

/// Gives the roles of the invitation to the account that is signed in.
#[utoipa::path(
    post, path = "/join/account", operation_id = "join_organisation", tag = "session", request_body = Invitee,
    responses((status = 204), (status = 403, body = crate::problem::ProblemDocument)),
)]
pub async fn join(session: Session, db: Data<Db>, body: Json<Invitee>) -> Result<HttpResponse, Problem> {
    invitation::join(&session.acting(&db), clock::now(), &body.token, &session.account).await.map_err(problem)?;
    Ok(HttpResponse::NoContent().finish())
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordByLink {
    /// From the link: `/studio/password#TOKEN`.
    token: String,
    password: String,
}

/// Sets a new password by a link. Nobody is signed in by it: the second factor is asked for as ever.
#[utoipa::path(
    post, path = "/password/set", operation_id = "set_password", tag = "session", request_body = PasswordByLink,
    responses((status = 204), (status = 403, body = crate::problem::ProblemDocument),
        (status = 422, body = crate::problem::ProblemDocument)),
)]
pub async fn set_password(
    request: HttpRequest,
    db: Data<Db>,
    signing: Data<SignIn>,
    body: Json<PasswordByLink>,
) -> Result<HttpResponse, Problem> {
    let PasswordByLink { token, password } = body.into_inner();
    let found = staff::password_offered(&db, clock::now(), &token).await?;
    let account = found.ok_or_else(|| problem(AccountError::Link))?;
    let hash = hashed(&request, &signing, password).await?;
    let acting = db.by(session::actor(&account, &address::of(&request)));
    staff::accept_password(&acting, clock::now(), &token, account, hash).await.map_err(problem)?;
    Ok(HttpResponse::NoContent().finish())
}
