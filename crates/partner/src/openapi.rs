//! The API described for programs.

use crate::{changes, digest, problem, snapshot};
use actix_web::HttpResponse;
use utoipa::{
    Modify, OpenApi,
    openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "两翼合作媒体接口",
        description = "What partner media may have, and every change of it. Take the snapshot, then follow the changes; compare the digest when in doubt. Errors are RFC 9457 problems.",
    ),
    servers((url = "/api/partner/v1")),
    modifiers(&Key),
    components(schemas(problem::Problem)),
    paths(changes::list, changes::one, snapshot::all, digest::of, openapi)
)]
struct Api;

struct Key;

impl Modify for Key {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        let key = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("lyp_…")).build();
        if let Some(components) = &mut api.components {
            components.add_security_scheme("key", SecurityScheme::Http(key));
        }
    }
}

pub fn document() -> String {
    let mut text = serde_json::to_string_pretty(&Api::openapi()).unwrap_or_default();
    text.push('\n');
    text
}

/// This document; no key is needed.
#[utoipa::path(get, path = "/openapi.json", operation_id = "openapi", tag = "partner", responses((status = 200)))]
pub async fn openapi() -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(document())
}
