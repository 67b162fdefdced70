//! Renditions of the pictures and videos that published works show; nothing else is public.

use crate::{
    Failure,
    deliver::{ASK_AGAIN, is_known},
};
use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder,
    body::SizedStream,
    http::{StatusCode, header},
    web::{Data, Path},
};
use anyhow::{Context, Result};
use db::{Db, assets::RenditionRow};
use storage::{AssetKey, ByteRange, Key, Selection, Storage};

/// A file that is opened by itself shows itself, and nothing in it can ask for more.
const POLICY: &str = "default-src 'none'; media-src 'self'";

pub async fn file(
    request: HttpRequest,
    db: Data<Db>,
    storage: Data<Storage>,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (key, file) = path.into_inner();
    let key: AssetKey = key.parse().map_err(|_| Failure::NotFound)?;
    let place = Key::rendition(&key, &file).map_err(|_| Failure::NotFound)?;
    let row = db::assets::public_rendition(&db, key.as_str(), &file).await?.ok_or(Failure::NotFound)?;
    let etag = etag(&row);
    if is_known(&request, &etag) {
        return Ok(head(StatusCode::NOT_MODIFIED, &etag).finish());
    }
    Ok(answer(&request, &storage, &place, &row, |status| head(status, &etag)).await?)
}

/// The name of the file's bytes.
pub(crate) fn etag(row: &RenditionRow) -> String {
    format!("\"{}\"", &row.digest[..24])
}

/// All of the file, or the part that is asked for, read while it is sent.
pub(crate) async fn answer(
    request: &HttpRequest,
    storage: &Storage,
    place: &Key,
    row: &RenditionRow,
    head: impl Fn(StatusCode) -> HttpResponseBuilder,
) -> Result<HttpResponse> {
    let size = storage.head(place).await.with_context(|| format!("rendition {place} is not in the store"))?;
    let header = |name| request.headers().get(name).and_then(|v| v.to_str().ok());
    let selection = ByteRange::select(header(header::RANGE), header(header::IF_RANGE), &etag(row), size);
    let (status, range) = match selection {
        Selection::Whole => (StatusCode::OK, ByteRange::whole(size)),
        Selection::Part(range) => (StatusCode::PARTIAL_CONTENT, range),
        Selection::Unsatisfiable => return Ok(unsatisfiable(size)),
    };
    let mut response = head(status);
    response.insert_header((header::CONTENT_TYPE, row.media_type.as_str()));
    if status == StatusCode::PARTIAL_CONTENT {
        response.insert_header((header::CONTENT_RANGE, range.content_range(size)));
    }
    Ok(response.body(SizedStream::new(range.length(), storage.pieces(place, range))))
}

/// RFC 9110, 15.5.17. No page of ours explains it: programs ask for ranges.
fn unsatisfiable(size: u64) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    response.status(StatusCode::RANGE_NOT_SATISFIABLE).insert_header((header::CONTENT_RANGE, format!("bytes */{size}")));
    response.finish()
}

pub(crate) fn head(status: StatusCode, etag: &str) -> HttpResponseBuilder {
    let mut response = HttpResponse::build(status);
    response
        .insert_header((header::CACHE_CONTROL, ASK_AGAIN))
        .insert_header((header::ETAG, etag))
        .insert_header((header::ACCEPT_RANGES, "bytes"))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY));
    response
}
