//! Rules of search: pins, blocks and synonyms, for those who tend the whole site's search; and what each would change.
//!
//! Absent from here: what a rule has to be (`editorial`), and how search follows it (`search`).

mod asked;
mod change;
mod list;
mod preview;

use actix_web::web::{ServiceConfig, delete, get, post, resource};
use utoipa::OpenApi;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/search-rules").route(get().to(list::list)).route(post().to(change::add)))
        .service(resource("/search-rules/preview").route(post().to(preview::preview)))
        .service(resource("/search-rules/{id}").route(delete().to(change::remove)))
        .service(resource("/search-rules/{id}/restore").route(post().to(change::restore)));
}

#[derive(OpenApi)]
#[openapi(paths(list::list, change::add, change::remove, change::restore, preview::preview))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
