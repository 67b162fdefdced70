//! Renditions of the pictures that published works show; nothing else is public.

use crate::{
    Failure,
    deliver::{ASK_AGAIN, is_known},
};
use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Data, Path},
};
use anyhow::Context;
use db::Db;
use storage::{AssetKey, Key, Storage};

pub async fn picture(
    request: HttpRequest,
    db: Data<Db>,
    storage: Data<Storage>,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (key, file) = path.into_inner();
    let key: AssetKey = key.parse().map_err(|_| Failure::NotFound)?;
    let place = Key::rendition(&key, &file).map_err(|_| Failure::NotFound)?;
    let row = db::assets::public_rendition(&db, key.as_str(), &file).await?.ok_or(Failure::NotFound)?;
    let etag = format!("\"{}\"", &row.digest[..24]);
    if is_known(&request, &etag) {
        return Ok(HttpResponse::NotModified()
            .insert_header((header::ETAG, etag))
            .insert_header((header::CACHE_CONTROL, ASK_AGAIN))
            .finish());
    }
    let bytes = storage.get(&place).await.with_context(|| format!("rendition {key}/{file} is not in the store"))?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, row.media_type))
        .insert_header((header::CACHE_CONTROL, ASK_AGAIN))
        .insert_header((header::ETAG, etag))
        .insert_header((header::CONTENT_SECURITY_POLICY, "default-src 'none'"))
        .body(bytes))
}
