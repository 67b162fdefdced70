//! The supervision report: what each organisation covers, how fast and how well; and what readers searched for in vain.
//!
//! Absent from here: rights (`allow`) and the tallies themselves (`db`).

mod behind;
mod quantile;
mod report;
mod row;
mod searches;
mod span;
mod table;

use actix_web::web::{ServiceConfig, get, resource};
use utoipa::OpenApi;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/reports").route(get().to(report::report)))
        .service(resource("/reports/works").route(get().to(behind::behind)))
        .service(resource("/reports/export").route(get().to(table::export)))
        .service(resource("/reports/searches").route(get().to(searches::searches)));
}

#[derive(OpenApi)]
#[openapi(paths(report::report, behind::behind, table::export, searches::searches))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
