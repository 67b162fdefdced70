//! When approved works go out: set, moved, called off, and seen by month. A pass that is taken back stands here too: it is what
//! keeps a work from going out.
//!
//! Absent from here: the publication itself, which the back room does at its time.

mod calendar;
mod set;

use actix_web::web::{ServiceConfig, get, post, put, resource};
use utoipa::OpenApi;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/calendar").route(get().to(calendar::calendar)))
        .service(
            resource("/works/{id}/schedule").route(put().to(set::schedule)).route(actix_web::web::delete().to(set::call_off)),
        )
        .service(resource("/works/{id}/take-back").route(post().to(set::take_back)));
}

#[derive(OpenApi)]
#[openapi(paths(calendar::calendar, set::schedule, set::call_off, set::take_back))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
