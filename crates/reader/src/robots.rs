//! What machines may visit: everything but searches and forms, which have no end, in any view; and where everything is listed.

use crate::page::{Page, TEXT};
use actix_web::{http::StatusCode, web::Data};
use pages::{Site, address};

pub async fn robots(site: Data<Site>) -> Page {
    let sitemap = site.absolute(address::SITEMAP);
    Page::new(
        StatusCode::OK,
        TEXT,
        format!(
            "User-agent: *\nDisallow: /search\nDisallow: /*/search\nDisallow: /report\nDisallow: /*/report\n\nSitemap: {sitemap}\n"
        ),
    )
}
