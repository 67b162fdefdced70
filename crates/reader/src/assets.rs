//! The built style sheet, script and icon: named by their content, so they may be kept for ever.

use crate::{Failure, page::Page};
use actix_web::{http::StatusCode, web::Path};

pub async fn asset(name: Path<String>) -> Result<Page, Failure> {
    let asset = pages::assets::find(&name).ok_or(Failure::NotFound)?;
    // All of them are text: what is not, a picture or a font, would only grow by being compressed.
    let body = String::from_utf8(asset.bytes.to_vec()).map_err(|_| anyhow::anyhow!("{name} is no text"))?;
    Ok(Page { for_ever: true, ..Page::new(StatusCode::OK, asset.media_type, body) })
}
