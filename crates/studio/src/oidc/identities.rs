//! The accounts at other sites that are linked with the one that asks.

use super::problem;
use crate::{
    Problem, clock,
    session::BareSession,
    sign_in::{SignIn, prove},
};
use accounts::oidc::{Providers, unlink as unlink_it};
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Json, Path},
};
use db::{Db, identities};
use domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct IdentitySeen {
    id: i64,
    /// As the operator calls the provider; its address where it is none any more.
    provider: String,
    /// What the provider calls the account.
    label: String,
    created_at: String,
    /// Absent where it was not used yet.
    #[schema(required)]
    used_at: Option<String>,
    /// False where the operator does not name the provider any more: then nobody signs in by it.
    usable: bool,
}

#[derive(Serialize, ToSchema)]
pub struct Identities {
    identities: Vec<IdentitySeen>,
}

/// What is linked with this account.
#[utoipa::path(
    get, path = "/identities", operation_id = "list_identities", tag = "session", responses((status = 200, body = Identities)),
)]
pub async fn list(
    BareSession(session): BareSession,
    db: Data<Db>,
    providers: Data<Providers>,
) -> Result<Json<Identities>, Problem> {
    let rows = identities::of_account(&db, session.account.id).await?;
    let seen = rows.into_iter().map(|row| {
        let provider = providers.by_issuer(&row.issuer);
        IdentitySeen {
            id: row.id,
            usable: provider.is_some(),
            provider: provider.map_or(row.issuer, |provider| provider.name.clone()),
            label: row.label,
            created_at: Timestamp(row.created_at).rfc3339(),
            used_at: row.used_at.map(|at| Timestamp(at).rfc3339()),
        }
    });
    Ok(Json(Identities { identities: seen.collect() }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnlinkOwner {
    /// Empty where the account has none.
    password: String,
}

/// Nobody signs in by it any more. Every other browser is signed out.
#[utoipa::path(
    post, path = "/identities/{id}/unlink", operation_id = "unlink_identity", tag = "session", params(("id" = i64, Path)),
    request_body = UnlinkOwner, responses((status = 204), (status = 404), (status = 409), (status = 422), (status = 429)),
)]
pub async fn unlink(
    BareSession(session): BareSession,
    request: HttpRequest,
    db: Data<Db>,
    signing: Data<SignIn>,
    id: Path<i64>,
    body: Json<UnlinkOwner>,
) -> Result<HttpResponse, Problem> {
    prove(&request, &signing, &session, body.into_inner().password).await?;
    let done = unlink_it(&session.acting(&db), clock::now(), &session.account, *id, &session.digest).await;
    done.map_err(problem)?;
    Ok(HttpResponse::NoContent().finish())
}
