//! The addresses of the door, and what its handlers need.

use crate::{changes, cursor::CursorKey, digest, item::Works, openapi, snapshot};
use actix_web::web::{ServiceConfig, get, resource, scope};
use std::sync::Arc;

/// Cheap to clone.
#[derive(Clone)]
pub struct Door {
    pub works: Arc<dyn Works>,
    pub cursors: CursorKey,
}

pub fn configure(config: &mut ServiceConfig) {
    config.service(
        scope("/api/partner/v1")
            .service(resource("/changes").route(get().to(changes::list)))
            .service(resource("/items/{id:.*}").route(get().to(changes::one)))
            .service(resource("/snapshot").route(get().to(snapshot::all)))
            .service(resource("/digest").route(get().to(digest::of)))
            .service(resource("/openapi.json").route(get().to(openapi::openapi))),
    );
}

/// Milliseconds since 1970.
pub(crate) fn now() -> i64 {
    std::time::UNIX_EPOCH.elapsed().map_or(0, |time| time.as_millis() as i64)
}
