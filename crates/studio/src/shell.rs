//! The built single-page app: its page for every address below `/studio`, its files under names that say their content.

use actix_web::{
    HttpResponse,
    http::header,
    web::{Path, ServiceConfig, get, resource, scope},
};

/// One file of `frontend/studio/dist`.
#[derive(Debug)]
pub struct File {
    /// Below `/studio/`, such as `assets/index-B7xY2kQp.js`.
    pub path: &'static str,
    pub media_type: &'static str,
    pub bytes: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/shell.rs"));

/// No script and no style but our own files. Pictures and videos may come from memory, where an editor just chose them.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; \
     media-src 'self' blob:; connect-src 'self'; worker-src 'self' blob:; frame-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'; manifest-src 'self'";

pub fn configure(config: &mut ServiceConfig) {
    config.service(
        scope("/studio").service(resource("").route(get().to(page))).service(resource("/{path:.*}").route(get().to(file))),
    );
}

async fn page() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::REFERRER_POLICY, "same-origin"))
        .body(PAGE)
}

/// A built file; every address without an extension is one of the app's own.
async fn file(path: Path<String>) -> HttpResponse {
    match FILES.iter().find(|file| file.path == path.as_str()) {
        Some(file) => HttpResponse::Ok()
            .insert_header((header::CONTENT_TYPE, file.media_type))
            .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
            .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .body(file.bytes),
        None if path.rsplit('/').next().is_some_and(|last| last.contains('.')) => {
            HttpResponse::NotFound().insert_header((header::CACHE_CONTROL, "no-store")).finish()
        }
        None => page().await,
    }
}
