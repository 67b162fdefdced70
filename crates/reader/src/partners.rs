//! For partner media: how to begin, and the sample programs as files.

use crate::{Failure, page::Page};
use actix_web::{
    http::StatusCode,
    web::{Data, Path},
};
use pages::{Partners, SampleClient, Site};

pub async fn partners(site: Data<Site>) -> Page {
    Page::html(Partners { site: &site }.render())
}

pub async fn client(file: Path<String>) -> Result<Page, Failure> {
    let client = SampleClient::ALL.into_iter().find(|client| client.file() == file.as_str()).ok_or(Failure::NotFound)?;
    Ok(Page::new(StatusCode::OK, client.media_type(), client.source().to_owned()))
}
