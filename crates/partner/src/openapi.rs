//! The API described for programs.

use crate::{acknowledgement, changes, copies, digest, problem, snapshot, usage, webhooks};
use actix_web::HttpResponse;
use utoipa::{
    Modify, OpenApi,
    openapi::{
        ContentBuilder, Ref, RefOr, Response, ResponseBuilder,
        path::Operation,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
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
    paths(
        changes::list, changes::one, snapshot::all, digest::of, webhooks::list, webhooks::create, webhooks::remove, webhooks::rotate,
        webhooks::dead_letters, webhooks::replay, acknowledgement::acknowledge, copies::register, copies::list, copies::remove,
        copies::visit, usage::put, openapi
    )
)]
struct Api;

struct Key;

impl Modify for Key {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        let key = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("lyp_…")).build();
        if let Some(components) = &mut api.components {
            components.add_security_scheme("key", SecurityScheme::Http(key));
        }
        for path in api.paths.paths.values_mut() {
            let operations = [&mut path.get, &mut path.put, &mut path.post, &mut path.delete].into_iter().flatten();
            for operation in operations {
                if operation.security.is_some() {
                    too_many(operation);
                }
                operation
                    .responses
                    .responses
                    .iter_mut()
                    .filter(|(status, _)| status.as_str() >= "400")
                    .for_each(|(_, r)| problems(r));
            }
        }
    }
}

/// Whoever needs a key may have used it up.
fn too_many(operation: &mut Operation) {
    let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    let words = "the quota of the key is used up, or too many wrong keys came from this address: wait for Retry-After";
    let response = ResponseBuilder::new().description(words).content("application/problem+json", problem).build();
    operation.responses.responses.insert("429".to_owned(), response.into());
}

/// What is refused is a problem, and says so in its type.
fn problems(response: &mut RefOr<Response>) {
    if let RefOr::T(response) = response
        && let Some(content) = response.content.shift_remove("application/json")
    {
        response.content.insert("application/problem+json".to_owned(), content);
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
