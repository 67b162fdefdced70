//! Long images for viewers that go into depth: IIIF Image API 3.0, level 0, which is a description and files at addresses
//! that follow from it. Any site's viewer may ask for them.

use crate::{
    Failure,
    deliver::{ASK_AGAIN, is_known},
    media::{answer, etag},
};
use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder,
    http::{StatusCode, header},
    web::{Data, Path},
};
use anyhow::{Context, Result};
use db::{Db, assets};
use domain::{Digest, Levels};
use pages::{Site, address};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use storage::{AssetKey, Key, Storage};

/// IIIF Image API 3.0, 5.1.
const MEDIA_TYPE: &str = "application/ld+json;profile=\"http://iiif.io/api/image/3/context.json\"";
const POLICY: &str = "default-src 'none'";

/// The address of a picture leads to what is said of it (IIIF Image API 3.0, 2).
pub async fn picture(path: Path<String>) -> Result<HttpResponse, Failure> {
    let key: AssetKey = path.parse().map_err(|_| Failure::NotFound)?;
    let info = format!("{}/info.json", address::iiif(key.as_str()));
    Ok(HttpResponse::SeeOther().insert_header((header::LOCATION, info)).finish())
}

pub async fn info(request: HttpRequest, db: Data<Db>, site: Data<Site>, path: Path<String>) -> Result<HttpResponse, Failure> {
    let key: AssetKey = path.parse().map_err(|_| Failure::NotFound)?;
    let asset = assets::public_tiled(&db, key.as_str()).await?.ok_or(Failure::NotFound)?;
    let (width, height) = asset.width.zip(asset.height).context("a long image without a size")?;
    let levels = Levels { width: width as u32, height: height as u32 };
    let text = describe(&site.absolute(&address::iiif(key.as_str())), levels).to_string();
    let digest = Digest::from_bytes(&Sha256::digest(text.as_bytes()).into());
    let etag = format!("\"{}\"", &digest.as_str()[..24]);
    if is_known(&request, &etag) {
        return Ok(head(StatusCode::NOT_MODIFIED, &etag).finish());
    }
    Ok(head(StatusCode::OK, &etag).insert_header((header::CONTENT_TYPE, MEDIA_TYPE)).body(text))
}

/// IIIF Image API 3.0, 5.
fn describe(id: &str, levels: Levels) -> Value {
    let tiles = json!([{
        "width": levels.tile_width(),
        "height": levels.tile_height(),
        "scaleFactors": levels.factors(),
    }]);
    json!({
        "@context": "http://iiif.io/api/image/3/context.json",
        "id": id,
        "type": "ImageService3",
        "protocol": "http://iiif.io/api/image",
        "profile": "level0",
        "width": levels.width,
        "height": levels.height,
        "tiles": tiles,
    })
}

pub async fn tile(
    request: HttpRequest,
    db: Data<Db>,
    storage: Data<Storage>,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (key, path) = path.into_inner();
    let key: AssetKey = key.parse().map_err(|_| Failure::NotFound)?;
    let row = assets::public_tile(&db, key.as_str(), &path).await?.ok_or(Failure::NotFound)?;
    let place = Key::rendition(&key, &row.file).map_err(anyhow::Error::from)?;
    let etag = etag(&row);
    if is_known(&request, &etag) {
        return Ok(head(StatusCode::NOT_MODIFIED, &etag).finish());
    }
    Ok(answer(&request, &storage, &place, &row, |status| head(status, &etag)).await?)
}

fn head(status: StatusCode, etag: &str) -> HttpResponseBuilder {
    let mut response = HttpResponse::build(status);
    response
        .insert_header((header::CACHE_CONTROL, ASK_AGAIN))
        .insert_header((header::ETAG, etag))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header((header::HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"));
    response
}
