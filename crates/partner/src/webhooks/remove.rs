//! An endpoint fewer.

use super::commit;
use crate::{
    caller::Known,
    problem::{Failure, Problem},
    routes::now,
};
use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use db::{Db, webhooks};
use domain::Timestamp;

/// It is told nothing more; its dead letters go with it.
#[utoipa::path(
    delete, path = "/webhooks/{id}", operation_id = "remove_webhook", tag = "partner", params(("id" = i64, Path)),
    security(("key" = [])),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)),
)]
pub async fn remove(Known(caller): Known, db: Data<Db>, id: Path<i64>) -> Result<HttpResponse, Failure> {
    let write = db.write(Timestamp(now())).await?;
    if !webhooks::remove(&write, caller.partner.id, *id).await? {
        return Err(Failure::Missing);
    }
    commit(write, &caller, *id, "removed").await?;
    Ok(HttpResponse::NoContent().finish())
}
