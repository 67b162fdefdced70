//! One act upon many works: begun here, done by the back room, which asks [`crate::allow`] for each work; how far it is, and what
//! became of each.

mod export;
mod see;
mod start;

use actix_web::web::{ServiceConfig, get, post, resource};
use utoipa::OpenApi;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/bulk-acts").route(get().to(see::list)).route(post().to(start::start)))
        .service(resource("/bulk-acts/{id}").route(get().to(see::get)))
        .service(resource("/bulk-acts/{id}/export").route(get().to(export::export)))
        .service(resource("/bulk-acts/{id}/stop").route(post().to(start::stop)));
}

#[derive(OpenApi)]
#[openapi(paths(see::list, see::get, start::start, start::stop, export::export))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
