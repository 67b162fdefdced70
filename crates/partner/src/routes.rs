//! The addresses of the door, and what its handlers need.

use crate::{
    acknowledgement, changes, copies,
    cursor::CursorKey,
    digest,
    item::Works,
    limits::{self, Limits},
    openapi,
    problem::Failure,
    snapshot,
    unchanged::Unchanged,
    usage, webhooks,
};
use actix_web::middleware::from_fn;
use actix_web::web::{JsonConfig, PathConfig, QueryConfig, ServiceConfig, delete, get, post, put, resource, scope};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::sync::Arc;

/// Cheap to clone.
#[derive(Clone)]
pub struct Door {
    pub works: Arc<dyn Works>,
    pub cursors: CursorKey,
    pub limits: Arc<Limits>,
    pub unchanged: Unchanged,
    pub dice: fn() -> [u8; 16],
}

impl Door {
    /// 32 random bytes in the words of Standard Webhooks.
    pub(crate) fn webhook_secret(&self) -> String {
        format!("whsec_{}", STANDARD.encode([(self.dice)(), (self.dice)()].concat()))
    }
}

/// Of what is sent, in bytes.
const MOST: usize = 1 << 20;

pub fn configure(config: &mut ServiceConfig) {
    config.service(
        scope("/api/partner/v1")
            .wrap(from_fn(limits::tell))
            .app_data(PathConfig::default().error_handler(|_, _| Failure::Missing.into()))
            .app_data(QueryConfig::default().error_handler(|_, _| Failure::BadRequest(QUERY).into()))
            .app_data(JsonConfig::default().limit(MOST).error_handler(|_, _| Failure::BadRequest(BODY).into()))
            .service(resource("/changes").route(get().to(changes::list)))
            .service(resource("/items/{id:.*}").route(get().to(changes::one)))
            .service(resource("/snapshot").route(get().to(snapshot::all)))
            .service(resource("/digest").route(get().to(digest::of)))
            .service(resource("/webhooks").route(get().to(webhooks::list)).route(post().to(webhooks::create)))
            .service(resource("/webhooks/{id}").route(delete().to(webhooks::remove)))
            .service(resource("/webhooks/{id}/secret").route(post().to(webhooks::rotate)))
            .service(resource("/webhooks/{id}/dead-letters").route(get().to(webhooks::dead_letters)))
            .service(resource("/webhooks/{id}/replay").route(post().to(webhooks::replay)))
            .service(resource("/corrections/{id}/acknowledgement").route(post().to(acknowledgement::acknowledge)))
            .service(resource("/copies").route(get().to(copies::list)).route(post().to(copies::register)))
            .service(resource("/copies/{copy}").route(delete().to(copies::remove)))
            .service(resource("/copies/{copy}/visit").route(post().to(copies::visit)))
            .service(resource("/usage/{day}").route(put().to(usage::put)))
            .service(resource("/openapi.json").route(get().to(openapi::openapi))),
    );
}

const QUERY: &str = "a parameter is not as openapi.json describes it; 参数不符合接口说明。";
const BODY: &str = "the body is not the JSON that openapi.json describes, or longer than 1 MiB; 请求内容不符合接口说明。";

/// Milliseconds since 1970.
pub(crate) fn now() -> i64 {
    std::time::UNIX_EPOCH.elapsed().map_or(0, |time| time.as_millis() as i64)
}
