//! An H5 page that is not published yet; none while it is being checked. Its files, under the same policy as the public ones.

use super::Places;
use crate::{H5Tickets, Problem, Session, allow, assets::PageAddress, clock, media};
use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{self, HeaderName, HeaderValue},
    web::{Data, Json, Path},
};
use anyhow::Result;
use db::{Db, asset_library, h5_pages};
use domain::{Right, WorkContent};
use pages::{H5Frame, Site, h5_headers};
use storage::{Key, Storage};

pub async fn of(db: &Db, content: &WorkContent, places: &Places) -> Result<Option<H5Frame>> {
    let Some(page) = &content.h5 else { return Ok(None) };
    let found = asset_library::by_digest(db, page.original.as_str()).await?;
    let ready = found.filter(|asset| asset.is_ready());
    Ok(ready.map(|asset| H5Frame { src: places.h5.folder(&asset.key, clock::now()), height: page.fitting_height() }))
}

/// Where the page of the text can be touched; in the preview that the app frames no script runs.
#[utoipa::path(
    get, path = "/works/{id}/preview/page", operation_id = "page_of_work", tag = "works", params(("id" = i64, Path)),
    responses((status = 200, body = PageAddress), (status = 404)),
)]
pub async fn page(session: Session, db: Data<Db>, tickets: Data<H5Tickets>, id: Path<i64>) -> Result<Json<PageAddress>, Problem> {
    let desk = allow::work(&db, &session, *id, Right::SeeWork).await?;
    let newest = editorial::newest(&db, desk.id).await?.ok_or_else(Problem::not_found)?;
    let Some(page) = newest.content.h5 else { return Ok(Json(PageAddress { url: None })) };
    let found = asset_library::by_digest(&db, page.original.as_str()).await?.filter(|asset| asset.is_ready());
    Ok(Json(PageAddress { url: found.map(|asset| tickets.folder(&asset.key, clock::now())) }))
}

/// A file of a page, for who has a ticket: what a page runs can read its own address, so no other secret may stand there.
pub async fn file(
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    storage: Data<Storage>,
    tickets: Data<H5Tickets>,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (ticket, path) = path.into_inner();
    let key = tickets.read(&ticket, clock::now()).ok_or_else(Problem::not_found)?;
    let path = if path.is_empty() || path.ends_with('/') { format!("{path}{}", h5::INDEX) } else { path };
    let (_, row) = h5_pages::any(&db, key.as_str(), &path).await?.ok_or_else(Problem::not_found)?;
    let place = Key::rendition(&key, &row.file).map_err(anyhow::Error::from)?;
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let mut response = media::send(&request, &storage, &place, &row).await?;
    let own = [("cache-control", "no-store".to_owned()), ("x-robots-tag", "noindex, nofollow, noarchive".to_owned())];
    for (name, value) in
        h5_headers(&site.h5_folder(host, &format!("/h5-preview/{ticket}/")), &site.h5_framed_by(host)).into_iter().chain(own)
    {
        let value = HeaderValue::from_str(&value).map_err(anyhow::Error::from)?;
        response.headers_mut().insert(HeaderName::from_static(name), value);
    }
    Ok(response)
}
