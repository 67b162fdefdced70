//! One more endpoint.

use super::{commit, own, shape::NewWebhook};
use crate::{
    caller::Known,
    place,
    problem::{Failure, Problem},
    routes::{Door, now},
};
use actix_web::{
    HttpResponse,
    web::{Data, Json},
};
use db::{Db, changes, webhooks};
use domain::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;

/// Of one partner.
const MOST: usize = 10;
/// Characters.
const LONGEST: usize = 2000;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// Whole, `https://` but for trials; it must be reachable from the public network at port 443 or 80.
    address: String,
}

/// From now on this address is told of changes by Standard Webhooks messages
/// `{"type": "changes.available", "timestamp": …, "data": {"sequence": …}}`: ask `/changes` then. At least once, in any order.
#[utoipa::path(
    post, path = "/webhooks", operation_id = "create_webhook", tag = "partner", request_body = Wanted, security(("key" = [])),
    responses((status = 201, body = NewWebhook), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)),
)]
pub async fn create(Known(caller): Known, db: Data<Db>, door: Data<Door>, wanted: Json<Wanted>) -> Result<HttpResponse, Failure> {
    let address = wanted.into_inner().address;
    if !is_address(&address) {
        return Err(Failure::BadRequest(
            "address is an http:// or https:// address without a user name, at most 2000 characters",
        ));
    }
    if webhooks::of_partner(&db, caller.partner.id).await?.len() >= MOST {
        return Err(Failure::BadRequest("a partner has at most 10 webhooks; delete one first"));
    }
    let secret = door.webhook_secret();
    let end = changes::head(&db).await?.seq;
    let write = db.write(Timestamp(now())).await?;
    let id = webhooks::add(&write, caller.partner.id, &address, &secret, end).await?;
    commit(write, &caller, id, "created").await?;
    let webhook = own(&db, &caller, id).await?.into();
    Ok(HttpResponse::Created().json(NewWebhook { webhook, secret }))
}

fn is_address(text: &str) -> bool {
    text.chars().count() <= LONGEST && place::web(text).is_some()
}
