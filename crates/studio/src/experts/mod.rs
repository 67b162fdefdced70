//! Experts from outside, who review one submission by a link: invited and revoked by those who may, good once. The token is in
//! the address and, as a hash, in the database; nowhere else.

mod form;
mod links;
mod page;

use actix_web::web::{FormConfig, ServiceConfig, delete, get, post, resource};
use utoipa::OpenApi;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/works/{id}/experts").route(get().to(links::list)).route(post().to(links::invite)))
        .service(resource("/works/{id}/experts/{link}").route(delete().to(links::revoke)));
}

/// Outside of the API: the pages that a link opens, without an account and without a cookie.
pub fn configure_pages(config: &mut ServiceConfig) {
    config
        .service(
            resource("/expert-review/{token}")
                .app_data(FormConfig::default().limit(form::LARGEST))
                .route(get().to(page::page))
                .route(post().to(page::send)),
        )
        .service(resource("/expert-review/{token}/text").route(get().to(page::text)))
        .service(resource("/expert-review/{token}/media/{key}/{file}").route(get().to(page::media)))
        .service(resource("/expert-review/{token}/captions/{language}").route(get().to(page::captions)));
}

#[derive(OpenApi)]
#[openapi(paths(links::list, links::invite, links::revoke))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
