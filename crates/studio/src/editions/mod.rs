//! The editions of a text: its revisions and what differs between them, corrections beside a waiting revision, and what was
//! published meanwhile put together with it.
//!
//! Absent from here: how two texts are compared or merged (`document`, `domain`), and who may (`allow`).

mod compare;
mod corrections;
mod edition;
mod merge;
mod restore;
mod revisions;
mod shape;

use actix_web::web::{ServiceConfig, get, post, resource};
use utoipa::OpenApi;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/works/{id}/revisions").route(get().to(revisions::list)))
        .service(resource("/works/{id}/difference").route(get().to(compare::difference)))
        .service(resource("/works/{id}/restore").route(post().to(restore::restore)))
        .service(resource("/works/{id}/merge").route(get().to(merge::see)).route(post().to(merge::merge)))
        .service(resource("/works/{id}/correction").route(post().to(corrections::begin)))
        .service(resource("/works/{id}/drop").route(post().to(corrections::drop)));
}

#[derive(OpenApi)]
#[openapi(paths(
    revisions::list,
    compare::difference,
    restore::restore,
    merge::see,
    merge::merge,
    corrections::begin,
    corrections::drop,
))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
