//! Partner media and those who subscribe to feeds, for operators; and how far the notices on a work have gone, for editors.
//!
//! Absent from here: keys and scopes being given, which are commands on the machine.

mod copy;
mod list;
mod one;
mod spread;
mod subscriptions;

use actix_web::web::{ServiceConfig, get, resource};
use utoipa::OpenApi;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/partners").route(get().to(list::list)))
        .service(resource("/partners/{slug}").route(get().to(one::one)))
        .service(resource("/feed-subscriptions").route(get().to(subscriptions::list)))
        .service(resource("/works/{id}/notices").route(get().to(spread::spread)));
}

#[derive(OpenApi)]
#[openapi(paths(list::list, one::one, subscriptions::list, spread::spread))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
