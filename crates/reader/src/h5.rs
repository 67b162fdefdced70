//! Files of the H5 pages that published works show, each under a policy that shuts the page in.

use crate::{
    Failure,
    deliver::{ASK_AGAIN, is_known},
    media::{answer, etag},
};
use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder,
    http::{
        StatusCode,
        header::{self, HeaderName},
    },
    web::{Data, Path},
};
use anyhow::{Context, Result};
use db::{
    Db,
    h5_pages::{self, Lookup},
};
use domain::{WorkContent, WorkKind};
use pages::{H5Frame, Site, address, h5_headers};
use storage::{AssetKey, Key, Storage};

/// `None` of a work that is none.
///
/// # Errors
/// Where a published H5 work lacks its page: nothing like it is published, so it is our fault.
pub async fn of(db: &Db, site: &Site, content: &WorkContent) -> Result<Option<H5Frame>> {
    let (WorkKind::H5, Some(page)) = (content.kind, &content.h5) else { return Ok(None) };
    let found = db::asset_library::by_digest(db, page.original.as_str()).await?;
    let asset = found.context("an H5 work whose page is not here")?;
    Ok(Some(H5Frame { src: site.h5(&asset.key), height: page.fitting_height() }))
}

/// The page's own addresses are relative to its folder.
pub async fn folder(path: Path<String>) -> Result<HttpResponse, Failure> {
    let key: AssetKey = path.parse().map_err(|_| Failure::NotFound)?;
    Ok(HttpResponse::MovedPermanently().insert_header((header::LOCATION, address::h5(key.as_str()))).finish())
}

pub async fn file(
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    storage: Data<Storage>,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (key, path) = path.into_inner();
    let key: AssetKey = key.parse().map_err(|_| Failure::NotFound)?;
    let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
    let row = match h5_pages::public(&db, key.as_str(), &path).await? {
        Lookup::Found(row) => *row,
        Lookup::Gone => return Err(Failure::Gone),
        Lookup::Missing => return Err(Failure::NotFound),
    };
    let place = Key::rendition(&key, &row.file).map_err(anyhow::Error::from)?;
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let folder = site.h5_folder(host, &address::h5(key.as_str()));
    let (etag, headers) = (etag(&row), h5_headers(&folder, &site.h5_framed_by(host)));
    if is_known(&request, &etag) {
        return Ok(head(StatusCode::NOT_MODIFIED, &etag, &headers).finish());
    }
    Ok(answer(&request, &storage, &place, &row, |status| head(status, &etag, &headers)).await?)
}

fn head(status: StatusCode, etag: &str, headers: &[(&'static str, String)]) -> HttpResponseBuilder {
    let mut response = HttpResponse::build(status);
    response
        .insert_header((header::CACHE_CONTROL, ASK_AGAIN))
        .insert_header((header::ETAG, etag))
        .insert_header((header::ACCEPT_RANGES, "bytes"))
        // Engines find the text of the work instead.
        .insert_header((HeaderName::from_static("x-robots-tag"), "noindex"));
    for (name, value) in headers {
        response.insert_header((*name, value.as_str()));
    }
    response
}
