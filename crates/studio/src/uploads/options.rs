//! What this server speaks.

use super::{
    headers::{CHECKSUMS, EXTENSIONS, VERSION},
    intake::Intake,
    request::answer,
};
use actix_web::{HttpResponse, http::StatusCode, web::Data};

/// Version, extensions and limits of the upload protocol (tus 1.0.0).
#[utoipa::path(options, path = "/uploads", operation_id = "upload_options", tag = "uploads", responses((status = 204)))]
pub async fn options(intake: Data<Intake>) -> HttpResponse {
    answer(StatusCode::NO_CONTENT)
        .insert_header(("Tus-Version", VERSION))
        .insert_header(("Tus-Extension", EXTENSIONS))
        .insert_header(("Tus-Checksum-Algorithm", CHECKSUMS))
        .insert_header(("Tus-Max-Size", intake.limits.most.to_string()))
        .finish()
}
