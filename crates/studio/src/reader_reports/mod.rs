//! What readers report, for those who answer: of the works of their organisations; of policies for those at the top.
//!
//! Absent from here: who reported, which nobody knows; and who may see what (`allow`).

mod answer;
mod list;
mod one;

use actix_web::web::{ServiceConfig, get, put, resource};
use utoipa::OpenApi;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/reader-reports").route(get().to(list::list)))
        .service(resource("/reader-reports/{id}").route(get().to(one::one)).route(put().to(answer::answer)));
}

#[derive(OpenApi)]
#[openapi(paths(list::list, one::one, answer::answer))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
