//! The audit log, for those who administer the organisations that it tells of.

mod format;
mod list;

pub use format::{CSV_HEAD, csv_line, json_line};

use actix_web::web::{ServiceConfig, get, resource};
use utoipa::OpenApi;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/audit").route(get().to(list::list)))
        .service(resource("/audit/export").route(get().to(list::export)));
}

#[derive(OpenApi)]
#[openapi(paths(list::list, list::export))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
