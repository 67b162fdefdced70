//! The built style sheet, script and icon: named by their content, so they may be kept for ever.

use crate::Failure;
use actix_web::{HttpResponse, http::header, web::Path};

pub async fn asset(name: Path<String>) -> Result<HttpResponse, Failure> {
    let asset = pages::assets::find(&name).ok_or(Failure::NotFound)?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, asset.media_type))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(asset.bytes))
}
