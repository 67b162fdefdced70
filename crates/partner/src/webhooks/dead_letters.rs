//! What an endpoint could not be told.

use super::{own, shape::DeadLetter};
use crate::{
    caller::Caller,
    problem::{Failure, Problem},
};
use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use db::{Db, webhooks};

const MOST: u64 = 100;

/// Messages that were given up after ten attempts in three days, the newest first, at most a hundred.
#[utoipa::path(
    get, path = "/webhooks/{id}/dead-letters", operation_id = "webhook_dead_letters", tag = "partner", params(("id" = i64, Path)),
    security(("key" = [])),
    responses((status = 200, body = Vec<DeadLetter>), (status = 401, body = Problem), (status = 404, body = Problem)),
)]
pub async fn dead_letters(caller: Caller, db: Data<Db>, id: Path<i64>) -> Result<HttpResponse, Failure> {
    let endpoint = own(&db, &caller, *id).await?;
    let rows = webhooks::dead_letters(&db, endpoint.id, MOST).await?;
    Ok(HttpResponse::Ok().json(rows.into_iter().map(DeadLetter::from).collect::<Vec<_>>()))
}
