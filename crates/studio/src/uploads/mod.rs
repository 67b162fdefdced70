//! Uploads in pieces: tus 1.0.0 with creation, creation-with-upload, expiration, checksum, termination and concatenation.
//!
//! [`headers`] and [`content`] are pure; [`Intake`] holds files and rows; the handlers are one file for each method.
//! Absent from here: what becomes of an original (`editorial`, `worker`), and who may upload (`allow`).

pub mod content;
pub mod headers;

mod begin;
mod create;
mod failure;
mod finish;
mod head;
mod intake;
mod join;
mod list;
mod options;
mod patch;
mod receive;
mod request;
mod sweep;
mod terminate;
mod writers;

pub use failure::Failure;
pub use intake::{Intake, UploadLimits};
pub use sweep::{Swept, sweep_uploads};
pub use writers::Writers;

use actix_web::{
    http::Method,
    web::{ServiceConfig, delete, get, head, method, patch, post, resource},
};
use utoipa::OpenApi;

/// Where an upload is, from the root of the site.
pub(crate) fn address(id: &str) -> String {
    format!("/api/studio/v1/uploads/{id}")
}

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(
            resource("/uploads")
                .route(method(Method::OPTIONS).to(options::options))
                .route(get().to(list::list))
                .route(post().to(create::create)),
        )
        .service(
            resource("/uploads/{id}")
                .route(head().to(head::head))
                .route(patch().to(patch::patch))
                .route(post().to(patch::overridden))
                .route(delete().to(terminate::terminate)),
        );
}

#[derive(OpenApi)]
#[openapi(paths(options::options, list::list, create::create, head::head, patch::patch, terminate::terminate))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
