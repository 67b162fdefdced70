//! Renditions for those who work on them: the public addresses' twin behind the session, before anything is published.

use crate::{Problem, Session, allow};
use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder,
    body::SizedStream,
    http::{StatusCode, header},
    web::{Data, Path, ServiceConfig, get, head, resource},
};
use db::{Db, assets, assets::RenditionRow};
use domain::Right;
use storage::{AssetKey, ByteRange, Key, Selection, Storage};
use utoipa::OpenApi;

/// A rendition, or a part of it (`Range`).
#[utoipa::path(
    get, path = "/media/{key}/{file}", operation_id = "media", tag = "assets",
    params(("key" = String, Path), ("file" = String, Path)), responses((status = 200), (status = 206), (status = 404), (status = 416)),
)]
pub async fn file(
    session: Session,
    request: HttpRequest,
    db: Data<Db>,
    storage: Data<Storage>,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (key, file) = path.into_inner();
    let key: AssetKey = key.parse().map_err(|_| Problem::not_found())?;
    let place = Key::rendition(&key, &file).map_err(|_| Problem::not_found())?;
    let (asset, row) = assets::rendition(&db, key.as_str(), &file).await?.ok_or_else(Problem::not_found)?;
    allow::asset(&db, &session, asset.id, Right::SeeAssets).await?;
    send(&request, &storage, &place, &row).await
}

pub async fn send(request: &HttpRequest, storage: &Storage, place: &Key, row: &RenditionRow) -> Result<HttpResponse, Problem> {
    let size = storage.head(place).await?;
    let etag = format!("\"{}\"", &row.digest[..24]);
    let text = |name| request.headers().get(name).and_then(|v| v.to_str().ok());
    let (status, range) = match ByteRange::select(text(header::RANGE), text(header::IF_RANGE), &etag, size) {
        Selection::Whole => (StatusCode::OK, ByteRange::whole(size)),
        Selection::Part(range) => (StatusCode::PARTIAL_CONTENT, range),
        Selection::Unsatisfiable => {
            let mut answer = HttpResponseBuilder::new(StatusCode::RANGE_NOT_SATISFIABLE);
            return Ok(answer.insert_header((header::CONTENT_RANGE, format!("bytes */{size}"))).finish());
        }
    };
    let mut answer = HttpResponseBuilder::new(status);
    answer
        .insert_header((header::CONTENT_TYPE, row.media_type.as_str()))
        .insert_header((header::ETAG, etag))
        .insert_header((header::ACCEPT_RANGES, "bytes"));
    if status == StatusCode::PARTIAL_CONTENT {
        answer.insert_header((header::CONTENT_RANGE, range.content_range(size)));
    }
    Ok(answer.body(SizedStream::new(range.length(), storage.pieces(place, range))))
}

pub fn configure(config: &mut ServiceConfig) {
    config.service(resource("/media/{key}/{file}").route(get().to(file)).route(head().to(file)));
}

#[derive(OpenApi)]
#[openapi(paths(file))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
