//! What machines may visit: everything but searches, which have no end, in any view.

use crate::page::{Page, TEXT};
use actix_web::http::StatusCode;

pub async fn robots() -> Page {
    Page::new(StatusCode::OK, TEXT, "User-agent: *\nDisallow: /search\nDisallow: /*/search\n".to_owned())
}
