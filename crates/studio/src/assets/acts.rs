//! What an editor can do to the processing of an original.

use super::{Asset, list::as_it_is};
use crate::{Problem, Session, allow, clock};
use actix_web::{
    HttpResponse,
    web::{Data, Json, Path},
};
use db::Db;
use domain::Right;
use serde::Deserialize;
use utoipa::ToSchema;

/// Processes once more what failed or was stopped.
#[utoipa::path(
    post, path = "/assets/{id}/retry", operation_id = "retry_asset", tag = "assets", params(("id" = i64, Path)),
    responses((status = 200, body = Asset), (status = 403), (status = 404)),
)]
pub async fn retry(session: Session, db: Data<Db>, id: Path<i64>) -> Result<Json<Asset>, Problem> {
    let row = allow::asset(&db, &session, *id, Right::TendAssets).await?;
    editorial::retry_asset(&db, clock::now(), row.id).await?;
    as_it_is(&db, &session, row.id).await
}

/// Stops the processing: at once where it waits, within a second where it runs.
#[utoipa::path(
    post, path = "/assets/{id}/cancel", operation_id = "cancel_asset", tag = "assets", params(("id" = i64, Path)),
    responses((status = 200, body = Asset), (status = 403), (status = 404), (status = 422)),
)]
pub async fn cancel(session: Session, db: Data<Db>, id: Path<i64>) -> Result<Json<Asset>, Problem> {
    let row = allow::asset(&db, &session, *id, Right::TendAssets).await?;
    editorial::cancel_asset(&db, clock::now(), row.id).await?;
    as_it_is(&db, &session, row.id).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// Milliseconds from the beginning.
    at: u32,
}

/// Asks for a poster of a frame; it is among `posters` when it is made.
#[utoipa::path(
    post, path = "/assets/{id}/frame", operation_id = "ask_frame", tag = "assets", params(("id" = i64, Path)), request_body = Frame,
    responses((status = 202), (status = 403), (status = 404), (status = 422)),
)]
pub async fn frame(session: Session, db: Data<Db>, id: Path<i64>, frame: Json<Frame>) -> Result<HttpResponse, Problem> {
    let row = allow::asset(&db, &session, *id, Right::TendAssets).await?;
    editorial::ask_frame(&db, clock::now(), row.id, frame.at).await?;
    Ok(HttpResponse::Accepted().finish())
}
