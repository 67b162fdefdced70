//! Telling an endpoint once more.

use super::{commit, own};
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
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct Replay {
    /// Dead letters that the one message makes up for.
    dead_letters: u64,
}

/// The endpoint is told of the newest change at once, whether or not it was told before: one message makes up for all dead
/// letters, because each only says how far the changes go. Good for trying an endpoint, too.
#[utoipa::path(
    post, path = "/webhooks/{id}/replay", operation_id = "replay_webhook", tag = "partner", params(("id" = i64, Path)),
    security(("key" = [])),
    responses((status = 202, body = Replay), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)),
)]
pub async fn replay(Known(caller): Known, db: Data<Db>, id: Path<i64>) -> Result<HttpResponse, Failure> {
    if own(&db, &caller, *id).await?.disabled_at.is_some() {
        return Err(Failure::BadRequest("this endpoint answered 410 and is told nothing more; delete it and create it anew"));
    }
    let write = db.write(Timestamp(now())).await?;
    let dead_letters = webhooks::replay(&write, *id).await?;
    commit(write, &caller, *id, "replayed").await?;
    Ok(HttpResponse::Accepted().json(Replay { dead_letters }))
}
