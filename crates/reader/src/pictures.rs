//! Renditions of the pictures that published works show; nothing else is public.

use crate::Failure;
use actix_web::{
    HttpResponse,
    http::header,
    web::{Data, Path},
};
use anyhow::Context;
use db::Db;
use storage::{AssetKey, Key, Storage};

pub async fn picture(db: Data<Db>, storage: Data<Storage>, path: Path<(String, String)>) -> Result<HttpResponse, Failure> {
    let (key, file) = path.into_inner();
    let key: AssetKey = key.parse().map_err(|_| Failure::NotFound)?;
    let place = Key::rendition(&key, &file).map_err(|_| Failure::NotFound)?;
    let row = db::assets::public_rendition(&db, key.as_str(), &file).await?.ok_or(Failure::NotFound)?;
    let bytes = storage.get(&place).await.with_context(|| format!("rendition {key}/{file} is not in the store"))?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, row.media_type))
        // Named by its content, so it never changes; but only for a day, because a withdrawn work takes its pictures along.
        .insert_header((header::CACHE_CONTROL, "public, max-age=86400"))
        .insert_header((header::ETAG, format!("\"{}\"", &row.digest[..24])))
        .insert_header((header::CONTENT_SECURITY_POLICY, "default-src 'none'"))
        .body(bytes))
}
