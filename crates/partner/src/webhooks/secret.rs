//! A new secret for an endpoint.

use super::{commit, own, shape::NewWebhook};
use crate::{
    caller::Known,
    problem::{Failure, Problem},
    routes::{Door, now},
};
use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use db::{Db, webhooks};
use domain::Timestamp;

/// For so long messages are signed with the old secret too, in milliseconds.
const OVERLAP: i64 = 24 * 3600 * 1000;

/// A new secret. For 24 hours each message carries a signature of the old one beside it, so that you can change over.
#[utoipa::path(
    post, path = "/webhooks/{id}/secret", operation_id = "rotate_webhook_secret", tag = "partner", params(("id" = i64, Path)),
    security(("key" = [])),
    responses((status = 200, body = NewWebhook), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)),
)]
pub async fn rotate(Known(caller): Known, db: Data<Db>, door: Data<Door>, id: Path<i64>) -> Result<HttpResponse, Failure> {
    let (secret, now) = (door.webhook_secret(), now());
    let write = db.write(Timestamp(now)).await?;
    if !webhooks::set_secret(&write, caller.partner.id, *id, &secret, Timestamp(now + OVERLAP)).await? {
        return Err(Failure::Missing);
    }
    commit(write, &caller, *id, "secret changed").await?;
    let webhook = own(&db, &caller, *id).await?.into();
    Ok(HttpResponse::Ok().json(NewWebhook { webhook, secret }))
}
