//! Works that a new version of a policy may have outrun, and the word of somebody who looked.
//!
//! Absent from here: what counts as changed (`policy` aligns the versions, `db` reads the outcome).

mod clauses;
mod mark;
mod works;

use actix_web::web::{ServiceConfig, get, put, resource};
use utoipa::OpenApi;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/stale").route(get().to(clauses::stale)))
        .service(resource("/stale/works").route(get().to(works::works)))
        .service(resource("/works/{id}/stale").route(put().to(mark::mark)));
}

#[derive(OpenApi)]
#[openapi(paths(clauses::stale, works::works, mark::mark))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
