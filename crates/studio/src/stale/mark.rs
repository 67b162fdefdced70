//! Saying that a work is still right.

use crate::{Problem, Session, allow, clock};
use actix_web::{
    HttpResponse,
    web::{Data, Json, Path},
};
use db::Db;
use domain::{ClauseId, Right, Slug};
use editorial::StaleCheck;
use serde::Deserialize;
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StaleMark {
    /// The slug of the policy.
    policy: String,
    /// The version that changed the clause.
    version: i32,
    /// As the version before calls it.
    clause: String,
    /// False: it is to be looked at again.
    checked: bool,
}

/// Says with name and date that a work is still right though a new version changed its clause, or takes that back.
#[utoipa::path(
    put, path = "/works/{id}/stale", operation_id = "mark_stale", tag = "stale", params(("id" = i64, Path)),
    request_body = StaleMark, responses((status = 204), (status = 403), (status = 404), (status = 422)),
)]
pub async fn mark(session: Session, db: Data<Db>, id: Path<i64>, body: Json<StaleMark>) -> Result<HttpResponse, Problem> {
    allow::work(&db, &session, *id, Right::EditWork).await?;
    let wrong = || Problem::unprocessable("没有这个条款。");
    let policy: Slug = body.policy.parse().map_err(|_| wrong())?;
    let clause: ClauseId = body.clause.parse().map_err(|_| wrong())?;
    let check = StaleCheck {
        account: session.account.id,
        work: *id,
        policy: &policy,
        version: body.version,
        clause: &clause,
        checked: body.checked,
    };
    editorial::check_stale(&session.acting(&db), clock::now(), check).await?;
    Ok(HttpResponse::NoContent().finish())
}
