//! The caller's endpoints.

use super::shape::Webhook;
use crate::{
    caller::Caller,
    problem::{Failure, Problem},
};
use actix_web::{HttpResponse, web::Data};
use db::{Db, webhooks};

/// Your endpoints, the oldest first.
#[utoipa::path(
    get, path = "/webhooks", operation_id = "webhooks", tag = "partner", security(("key" = [])),
    responses((status = 200, body = Vec<Webhook>), (status = 401, body = Problem)),
)]
pub async fn list(caller: Caller, db: Data<Db>) -> Result<HttpResponse, Failure> {
    let rows = webhooks::of_partner(&db, caller.partner.id).await?;
    Ok(HttpResponse::Ok().json(rows.into_iter().map(Webhook::from).collect::<Vec<_>>()))
}
