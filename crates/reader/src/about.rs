//! What this site is.

use crate::page::Page;
use actix_web::web::Data;
use pages::{About, Site};

pub async fn about(site: Data<Site>) -> Page {
    Page::html(About { site: &site }.render())
}
