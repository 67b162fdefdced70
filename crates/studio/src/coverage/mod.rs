//! Which clauses are interpreted and which wait for it; the works behind each number.
//!
//! Absent from here: rights (`allow`) and working days (`domain`).

mod behind;
mod matrix;
mod table;

pub use behind::WorksBehind;
pub use matrix::reported;

use actix_web::web::{ServiceConfig, get, resource};
use utoipa::OpenApi;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/coverage").route(get().to(matrix::coverage)))
        .service(resource("/coverage/works").route(get().to(behind::behind)))
        .service(resource("/coverage/export").route(get().to(table::export)));
}

#[derive(OpenApi)]
#[openapi(paths(matrix::coverage, behind::behind, table::export))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
