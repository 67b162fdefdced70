//! Where the task of a clause stands.

use crate::{Problem, Session, allow, clock};
use actix_web::{
    HttpResponse,
    web::{Data, Json, Path},
};
use db::{Db, clauses::NewStatus, policies};
use domain::{ClauseId, ClauseStatus, Day};
use editorial::set_clause_status;
use serde::Deserialize;
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetStatus {
    /// planned, under-way or done, as the vocabulary has them.
    status: String,
    /// A day, today or before.
    since: String,
    /// A web address.
    evidence: Option<String>,
    note: Option<String>,
}

/// Notes it; earlier statuses stay as its history.
#[utoipa::path(
    put, path = "/policies/{slug}/clauses/{clause}/status", operation_id = "set_clause_status", tag = "policies",
    params(("slug" = String, Path), ("clause" = String, Path)), request_body = SetStatus,
    responses((status = 204), (status = 403), (status = 404), (status = 422)),
)]
pub async fn set(
    session: Session,
    db: Data<Db>,
    path: Path<(String, String)>,
    body: Json<SetStatus>,
) -> Result<HttpResponse, Problem> {
    let (slug, clause) = path.into_inner();
    allow::site(&session)?;
    policies::by_slug(&db, &slug).await?.ok_or_else(Problem::not_found)?;
    let clause: ClauseId = clause.parse().map_err(|_| Problem::not_found())?;
    let SetStatus { status, since, evidence, note } = body.into_inner();
    let status: ClauseStatus = status.parse().map_err(|_| Problem::unprocessable("没有这种进展。"))?;
    let since: Day = since.parse().map_err(|_| Problem::unprocessable("日期要写成 2026-01-31 这样。"))?;
    if since > clock::now().day() {
        return Err(Problem::unprocessable("日期在今天之后；进展说的是到今天为止的情况。"));
    }
    let plain = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let evidence = plain(evidence);
    if evidence.as_ref().is_some_and(|text| text.parse::<document::Address>().is_err()) {
        return Err(Problem::unprocessable("依据要写成网址，以 https:// 开头。"));
    }
    let status = NewStatus { status, since, evidence, note: plain(note) };
    set_clause_status(&session.acting(&db), clock::now(), &slug, &clause, &status).await?;
    Ok(HttpResponse::NoContent().finish())
}
