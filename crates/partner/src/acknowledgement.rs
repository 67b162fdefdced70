//! That a partner has seen a correction, or a withdrawal.

use crate::{
    caller::Known,
    problem::{Failure, Problem},
    routes::now,
};
use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use db::{Db, acknowledgements};
use domain::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct Acknowledgement {
    correction: i64,
    /// When it was acknowledged first. RFC 3339.
    at: String,
}

/// Says that you have applied a correction (`corrections[].id` of a work) or a withdrawal (`correction` of a tombstone) to all
/// your copies. Said twice it counts once.
#[utoipa::path(
    post, path = "/corrections/{id}/acknowledgement", operation_id = "acknowledge", tag = "partner", params(("id" = i64, Path)),
    security(("key" = [])),
    responses((status = 200, body = Acknowledgement), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)),
)]
pub async fn acknowledge(Known(caller): Known, db: Data<Db>, id: Path<i64>) -> Result<HttpResponse, Failure> {
    if !acknowledgements::is_granted(&db, &caller.granted, *id).await? {
        return Err(Failure::Missing);
    }
    let write = db.write(Timestamp(now())).await?;
    let at = acknowledgements::add(&write, caller.partner.id, *id).await?;
    write.commit().await?;
    Ok(HttpResponse::Ok().json(Acknowledgement { correction: *id, at: Timestamp(at).rfc3339() }))
}
