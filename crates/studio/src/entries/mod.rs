//! The vocabulary's entries, tended one at a time: organisations, people, topics, campaigns, terms.
//!
//! Absent from here: what an entry has to be (`editorial`); and who may, but for which organisation is asked (`allow`).

mod change;
mod kind;
mod list;
mod may;

use actix_web::web::{ServiceConfig, delete, get, put, resource};
use utoipa::OpenApi;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/vocabulary/{kind}").route(get().to(list::list)))
        .service(resource("/vocabulary/{kind}/{slug}").route(put().to(change::put)).route(delete().to(change::remove)));
}

#[derive(OpenApi)]
#[openapi(paths(list::list, change::put, change::remove))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
