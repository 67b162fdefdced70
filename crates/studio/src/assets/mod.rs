//! The media library: originals, how far their processing is, and what was made of them.
//!
//! Absent from here: what is made and how (`worker`), and who may see what (`allow`).

mod acts;
mod join;
mod list;
mod page;
mod rights;
mod shape;
mod standing;
mod words;

pub use page::PageAddress;
pub(crate) use shape::of;
pub use shape::{Asset, AssetJob, CaptionsFound, Poster, Progress, Slice, Warning};
pub use standing::{Arrival, Rights, UsedBy};
pub use words::{ReadPanel, ReadWords};

use actix_web::web::{ServiceConfig, get, post, put, resource};
use utoipa::OpenApi;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/assets").route(get().to(list::list)))
        .service(resource("/assets/long-image").route(post().to(join::join)))
        .service(resource("/assets/{id}").route(get().to(list::one)))
        .service(resource("/assets/{id}/words").route(get().to(words::words)))
        .service(resource("/assets/{id}/rights").route(put().to(rights::set)))
        .service(resource("/assets/{id}/page").route(get().to(page::page)))
        .service(resource("/assets/{id}/retry").route(post().to(acts::retry)))
        .service(resource("/assets/{id}/cancel").route(post().to(acts::cancel)))
        .service(resource("/assets/{id}/frame").route(post().to(acts::frame)));
}

#[derive(OpenApi)]
#[openapi(paths(
    list::list,
    list::one,
    page::page,
    join::join,
    acts::retry,
    acts::cancel,
    acts::frame,
    rights::set,
    words::words
))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
