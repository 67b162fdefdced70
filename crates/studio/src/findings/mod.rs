//! What is found in a text while it is written, what its editors let stand, and the words that a house does not use.
//!
//! Absent from here: what is looked for (`editorial::findings`).

mod ignore;
mod list;
mod words;

use actix_web::web::{ServiceConfig, delete, get, put, resource};
use utoipa::OpenApi;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/works/{id}/findings").route(get().to(list::list)))
        .service(resource("/works/{id}/findings/{fingerprint}").route(put().to(ignore::ignore)))
        .service(resource("/words").route(get().to(words::list)))
        .service(resource("/organisations/{slug}/words").route(put().to(words::put)).route(delete().to(words::remove)));
}

#[derive(OpenApi)]
#[openapi(paths(list::list, ignore::ignore, words::list, words::put, words::remove))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
