//! A small correction past a waiting revision.

use crate::{Problem, Session, allow, clock};
use actix_web::{
    HttpResponse,
    web::{Data, Json, Path},
};
use db::Db;
use domain::Right;
use editorial::TagAuthority;
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct CorrectionBegun {
    /// Of the correction, which is edited, reviewed and published like a work.
    id: i64,
}

/// Begins a correction of the published text, beside whatever revision is on its way; the one under way, where there is one.
#[utoipa::path(
    post, path = "/works/{id}/correction", operation_id = "begin_correction", tag = "editions", params(("id" = i64, Path)),
    responses((status = 200, body = CorrectionBegun), (status = 403), (status = 404), (status = 422)),
)]
pub async fn begin(
    session: Session,
    db: Data<Db>,
    authority: Data<TagAuthority>,
    id: Path<i64>,
) -> Result<Json<CorrectionBegun>, Problem> {
    let desk = allow::work(&db, &session, *id, Right::BeginCorrection).await?;
    let unique = hex::encode(clock::random());
    let acting = session.acting(&db);
    let id = editorial::begin_correction(&acting, clock::now(), &authority, &unique, desk.id, session.account.id).await?;
    Ok(Json(CorrectionBegun { id }))
}

/// Gives a correction up; what was written stays on record.
#[utoipa::path(
    post, path = "/works/{id}/drop", operation_id = "drop_correction", tag = "editions", params(("id" = i64, Path)),
    responses((status = 204), (status = 403), (status = 404), (status = 422)),
)]
pub async fn drop(session: Session, db: Data<Db>, id: Path<i64>) -> Result<HttpResponse, Problem> {
    let desk = allow::work(&db, &session, *id, Right::EditWork).await?;
    editorial::drop_correction(&session.acting(&db), clock::now(), desk.id).await?;
    Ok(HttpResponse::NoContent().finish())
}
