//! A finding that may stand.

use crate::{Problem, Session, allow, clock};
use actix_web::{
    HttpResponse,
    web::{Data, Json, Path},
};
use db::Db;
use domain::{Digest, Right};
use editorial::IgnoreFinding;
use serde::Deserialize;
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Ignoring {
    /// False: it is to be told again.
    ignored: bool,
}

/// Lets a finding stand, or takes that back. It is told again by itself when the words of its place change.
#[utoipa::path(
    put, path = "/works/{id}/findings/{fingerprint}", operation_id = "ignore_finding", tag = "works",
    params(("id" = i64, Path), ("fingerprint" = String, Path)), request_body = Ignoring,
    responses((status = 204), (status = 403), (status = 404), (status = 422)),
)]
pub async fn ignore(
    session: Session,
    db: Data<Db>,
    path: Path<(i64, String)>,
    body: Json<Ignoring>,
) -> Result<HttpResponse, Problem> {
    let (work, fingerprint) = path.into_inner();
    allow::work(&db, &session, work, Right::EditWork).await?;
    let fingerprint: Digest = fingerprint.parse().map_err(|_| Problem::unprocessable("没有这条提示，请刷新页面再试。"))?;
    let finding = IgnoreFinding { account: session.account.id, work, fingerprint: &fingerprint, ignored: body.ignored };
    editorial::ignore_finding(&session.acting(&db), clock::now(), finding).await?;
    Ok(HttpResponse::NoContent().finish())
}
