//! The API described for programs; the app's types are generated from it.

use crate::{account, preview, problem, sign_in, vocabulary};
use actix_web::HttpResponse;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    info(title = "两翼工作台", description = "The editors' door. Errors are RFC 9457 problems with a detail in Chinese."),
    servers((url = "/api/studio/v1")),
    components(schemas(problem::ProblemDocument)),
    paths(
        sign_in::sign_in, sign_in::second_step, sign_in::set_up, account::me, account::sign_out, account::list, account::end, account::change_password, vocabulary::vocabulary,
        preview::preview, preview::captions, preview::h5_page::page, openapi,
    )
)]
struct Api;

/// Everything that the API offers, sorted, as `frontend/studio/openapi.json` has it.
pub fn document() -> String {
    let mut api = Api::openapi();
    for part in [
        crate::entries::openapi(),
        crate::policies::openapi(),
        crate::works::openapi(),
        crate::editions::openapi(),
        crate::findings::openapi(),
        crate::schedules::openapi(),
        crate::bulk::openapi(),
        crate::comments::openapi(),
        crate::shares::openapi(),
        crate::experts::openapi(),
        crate::uploads::openapi(),
        crate::assets::openapi(),
        crate::captions::openapi(),
        crate::documents::openapi(),
        crate::media::openapi(),
        crate::second_factor::openapi(),
        crate::passkeys::openapi(),
        crate::oidc::openapi(),
        crate::staff::openapi(),
        crate::mailing::openapi(),
        crate::audit::openapi(),
        crate::coverage::openapi(),
        crate::courses::openapi(),
        crate::stale::openapi(),
        crate::reports::openapi(),
        crate::analytics::openapi(),
        crate::reader_reports::openapi(),
        crate::search_rules::openapi(),
        crate::site_settings::openapi(),
        crate::partners::openapi(),
    ] {
        api.merge(part);
    }
    let value = serde_json::to_value(&api).unwrap_or_default();
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

/// This document.
#[utoipa::path(get, path = "/openapi.json", operation_id = "openapi", tag = "api", responses((status = 200)))]
pub async fn openapi() -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(document())
}
