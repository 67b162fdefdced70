//! Links by which somebody without an account sees a text before it is public: made and revoked by those who work on it, good
//! until they expire. The token is in the address and, as a hash, in the database; nowhere else.

mod links;
pub mod page;

use actix_web::web::{ServiceConfig, delete, get, resource};
use utoipa::OpenApi;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/works/{id}/previews").route(get().to(links::list)).route(actix_web::web::post().to(links::share)))
        .service(resource("/works/{id}/previews/{link}").route(delete().to(links::revoke)));
}

/// Outside of the API: the page that a link opens, and what it shows.
pub fn configure_pages(config: &mut ServiceConfig) {
    config
        .service(resource("/preview/{token}").route(get().to(page::page)))
        .service(resource("/preview/{token}/media/{key}/{file}").route(get().to(page::media)))
        .service(resource("/preview/{token}/captions/{language}").route(get().to(page::captions)));
}

#[derive(OpenApi)]
#[openapi(paths(links::list, links::share, links::revoke))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
