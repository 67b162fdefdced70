//! E-mail to this account: what it wants, and the pages behind the links in letters, which work without signing in.

mod page;
mod settings;

use actix_web::web::{ServiceConfig, get, post, put, resource};
use db::mail::Letter;
use domain::Timestamp;
use mail::StopKey;
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

/// Whether this site sends e-mail, and what signs the links that stop it.
#[derive(Clone)]
pub struct Mailing {
    pub is_on: bool,
    pub stop: StopKey,
}

/// How far a letter to somebody without an account has come.
#[derive(Serialize, ToSchema)]
pub struct Mailed {
    #[schema(required)]
    sent_at: Option<String>,
    /// Why it did not arrive.
    #[schema(required)]
    failure: Option<String>,
}

impl Mailed {
    pub fn of(letter: &Letter) -> Self {
        Self { sent_at: letter.sent_at.map(|at| Timestamp(at).rfc3339()), failure: letter.failure.clone() }
    }
}

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/account/mail").route(get().to(settings::see)).route(put().to(settings::set)))
        .service(resource("/account/mail/ask").route(post().to(settings::ask_again)));
}

/// Outside of the API: the pages that links in letters open.
pub fn configure_pages(config: &mut ServiceConfig) {
    config
        .service(resource("/mail/confirm/{token}").route(get().to(page::ask_confirm)).route(post().to(page::confirm)))
        .service(resource("/mail/stop/{token}").route(get().to(page::ask_stop)).route(post().to(page::stop)));
}

#[derive(OpenApi)]
#[openapi(paths(settings::see, settings::set, settings::ask_again))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
