//! Policies as the site's administrators tend them: texts taken in, versions, where each task stands, links that wait.
//!
//! Absent from here: reading documents and carrying links over (`policy`, `editorial`).

mod import;
mod list;
mod one;
mod status;

use actix_web::web::{PayloadConfig, ServiceConfig, get, post, put, resource};
use utoipa::OpenApi;

/// Bytes of a document that is handed in.
const LARGEST: usize = 17 << 20;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(
            resource("/policies")
                .app_data(PayloadConfig::new(LARGEST))
                .route(get().to(list::list))
                .route(post().to(import::import)),
        )
        .service(resource("/policies/look").app_data(PayloadConfig::new(LARGEST)).route(post().to(import::look)))
        .service(resource("/policies/waiting").route(get().to(list::waiting)))
        .service(resource("/policies/{slug}").route(get().to(one::one)))
        .service(resource("/policies/{slug}/clauses/{clause}/status").route(put().to(status::set)));
}

#[derive(OpenApi)]
#[openapi(paths(list::list, list::waiting, import::look, import::import, one::one, status::set))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
