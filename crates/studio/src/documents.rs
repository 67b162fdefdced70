//! A body read into the tree that the structured editor shows, and files of other programs read into one. Nothing is kept here.

mod import;

use crate::{Problem, Session, problem::Fault, works::faults};
use actix_web::web::{Json, PayloadConfig, ServiceConfig, post, resource};
use document::{
    Path,
    markdown::{self, Read},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{OpenApi, ToSchema};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentToRead {
    /// Markdown.
    body: String,
}

#[derive(Serialize, ToSchema)]
pub struct DocumentRead {
    /// `{"version":1,"blocks":[…],"footnotes":[…]}`; null where it could not be shown.
    #[schema(required)]
    document: Option<Value>,
    /// The line on which each block of `document` begins, from 1.
    lines: Vec<u32>,
    /// The same of its footnotes.
    footnote_lines: Vec<u32>,
    faults: Vec<Fault>,
    /// Whether `document` carries all that stands in the body; if not, only the source is safe to edit.
    whole: bool,
}

/// Reads a body, also one that is not yet right.
#[utoipa::path(
    post, path = "/documents/read", operation_id = "read_document", tag = "documents", request_body = DocumentToRead,
    responses((status = 200, body = DocumentRead), (status = 422)),
)]
pub async fn read(_: Session, asked: Json<DocumentToRead>) -> Result<Json<DocumentRead>, Problem> {
    let there = markdown::read_what_is_there(&asked.body);
    let document = there.read.as_ref().map(|read| serde_json::from_str(&read.document.to_json()));
    let lines = |key: &str, count: fn(&Read) -> usize| match &there.read {
        Some(read) => (0..count(read)).map(|i| read.lines.of(&Path::root().key(key).index(i))).collect(),
        None => Vec::new(),
    };
    Ok(Json(DocumentRead {
        document: document.transpose().map_err(anyhow::Error::from)?,
        lines: lines("blocks", |read| read.document.blocks.len()),
        footnote_lines: lines("footnotes", |read| read.document.footnotes.len()),
        faults: faults(editorial::faults_of_body(there.faults)),
        whole: there.whole,
    }))
}

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/documents/read").route(post().to(read)))
        .service(resource("/documents/import").app_data(PayloadConfig::new(import::LARGEST)).route(post().to(import::import)));
}

#[derive(OpenApi)]
#[openapi(paths(read, import::import))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
