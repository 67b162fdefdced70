//! The supervision report: what each organisation covers, how fast and how well; what readers read, and what they
//! searched for in vain.
//!
//! Absent from here: rights (`allow`) and the tallies themselves (`db`).

mod behind;
mod quantile;
mod readings;
mod report;
mod row;
mod searches;
mod span;
mod table;

pub use searches::LEAST as LEAST_SEARCHES;
pub use span::{Asked, Settled};

use actix_web::web::{ServiceConfig, get, resource};
use utoipa::OpenApi;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/reports").route(get().to(report::report)))
        .service(resource("/reports/works").route(get().to(behind::behind)))
        .service(resource("/reports/export").route(get().to(table::export)))
        .service(resource("/reports/readings").route(get().to(readings::readings)))
        .service(resource("/reports/searches").route(get().to(searches::searches)));
}

#[derive(OpenApi)]
#[openapi(paths(report::report, behind::behind, table::export, readings::readings, searches::searches))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
