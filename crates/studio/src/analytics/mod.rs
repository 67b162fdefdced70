//! How works are read, by day, work and place: for charts, tables and spreadsheets. Whoever may see an organisation's report sees
//! the readings of that organisation and of those below it.
//!
//! The list behind a number is the answer to the same question about less: about one day, one work or one host.

mod export;
mod reads;
mod searches;

use actix_web::web::{ServiceConfig, get, resource};
use utoipa::OpenApi;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/analytics").route(get().to(reads::reads)))
        .service(resource("/analytics/searches").route(get().to(searches::searches)))
        .service(resource("/analytics/export").route(get().to(export::export)));
}

#[derive(OpenApi)]
#[openapi(paths(reads::reads, searches::searches, export::export))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
