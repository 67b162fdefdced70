//! What a link opens: the newest text, as readers will see it. Kept by nobody, indexed by nobody.

use crate::{H5Tickets, Problem, clock, media, preview};
use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder,
    http::{
        StatusCode,
        header::{self, HeaderName},
    },
    web::{Data, Path},
};
use db::{Db, assets, preview_links, preview_links::PreviewLink};
use document::markdown;
use domain::{Timestamp, WorkContent};
use pages::{ErrorKind, ErrorPage, Site};
use storage::{AssetKey, Key, Storage};

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; media-src 'self' blob:; \
     connect-src 'self'; worker-src 'self' blob:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What every answer here says.
pub fn answer(status: StatusCode) -> HttpResponseBuilder {
    let mut answer = HttpResponse::build(status);
    answer
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((HeaderName::from_static("x-robots-tag"), "noindex, nofollow, noarchive"))
        // The token is in the address: no link on the page may tell it to another site.
        .insert_header((header::REFERRER_POLICY, "no-referrer"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY));
    answer
}

async fn link(db: &Db, token: &str) -> Result<PreviewLink, Problem> {
    let digest = editorial::preview_digest(token);
    preview_links::good(db, &digest, clock::now().0).await?.ok_or_else(Problem::not_found)
}

/// The link that is good, and the newest text of its work.
async fn opened(db: &Db, token: &str) -> Result<(PreviewLink, editorial::Newest), Problem> {
    let link = link(db, token).await?;
    let newest = editorial::newest(db, link.work_id).await?.ok_or_else(Problem::not_found)?;
    Ok((link, newest))
}

fn missing(site: &Site, problem: Problem) -> HttpResponse {
    refused(site, &problem, "预览链接无效：可能已经过期、被撤销，或者没有复制完整。请向给您链接的人要一个新的。")
}

/// A page that says why there is none; `words` where it was not found.
pub fn refused(site: &Site, problem: &Problem, words: &str) -> HttpResponse {
    let kind = match problem.status() {
        status if status.is_server_error() => ErrorKind::Internal,
        StatusCode::TOO_MANY_REQUESTS => ErrorKind::TooMany,
        StatusCode::FORBIDDEN => ErrorKind::Forbidden,
        _ => ErrorKind::NotFound,
    };
    let page = ErrorPage { site, kind, detail: (kind == ErrorKind::NotFound).then(|| words.to_owned()), id: None };
    answer(problem.status()).content_type("text/html; charset=utf-8").body(page.render())
}

pub async fn page(db: Data<Db>, site: Data<Site>, tickets: Data<H5Tickets>, token: Path<String>) -> HttpResponse {
    match shown(&db, &site, &tickets, &token).await {
        Ok(html) => answer(StatusCode::OK).content_type("text/html; charset=utf-8").body(html),
        Err(problem) => missing(&site, problem),
    }
}

async fn shown(db: &Db, site: &Site, tickets: &Data<H5Tickets>, token: &str) -> Result<String, Problem> {
    let (link, newest) = opened(db, token).await?;
    // What is being written may not be right yet; then there is nothing that could be shown as readers will see it.
    let body = markdown::read(&newest.body).map_err(|_| Problem::not_found())?.document;
    let places = preview::Places::below(&format!("/preview/{token}"), tickets.clone());
    let mut page = preview::page(db, site, newest.content, &body, &places).await?;
    page.notice = Some(format!("这是还没有发布的预览，请不要转发。链接在{}失效。", Timestamp(link.expires_at).minute()));
    let html = page.render();
    editorial::note_preview(db, clock::now(), link.id).await?;
    Ok(html)
}

/// A rendition that the text shows.
pub async fn media(
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    storage: Data<Storage>,
    path: Path<(String, String, String)>,
) -> HttpResponse {
    let (token, key, file) = path.into_inner();
    let sent = async {
        let (_, newest) = opened(&db, &token).await?;
        send_media(&request, &db, &storage, (&newest.content, &newest.body), (&key, &file)).await
    };
    sent.await.unwrap_or_else(|problem| missing(&site, problem))
}

/// Where the text, its body in Markdown, shows the rendition.
pub async fn send_media(
    request: &HttpRequest,
    db: &Db,
    storage: &Storage,
    (content, body): (&WorkContent, &str),
    (key, file): (&str, &str),
) -> Result<HttpResponse, Problem> {
    let key: AssetKey = key.parse().map_err(|_| Problem::not_found())?;
    let place = Key::rendition(&key, file).map_err(|_| Problem::not_found())?;
    let (asset, row) = assets::rendition(db, key.as_str(), file).await?.ok_or_else(Problem::not_found)?;
    if !preview::shows(content, body, &asset.digest) {
        return Err(Problem::not_found());
    }
    let mut response = media::send(request, storage, &place, &row).await?;
    for (name, value) in answer(StatusCode::OK).finish().headers() {
        response.headers_mut().insert(name.clone(), value.clone());
    }
    Ok(response)
}

pub async fn captions(db: Data<Db>, site: Data<Site>, path: Path<(String, String)>) -> HttpResponse {
    let (token, language) = path.into_inner();
    let found = async {
        let (_, newest) = opened(&db, &token).await?;
        Ok::<_, Problem>(preview::vtt(newest.content, &language))
    };
    match found.await {
        Ok(text) => answer(StatusCode::OK).content_type("text/vtt; charset=utf-8").body(text),
        Err(problem) => missing(&site, problem),
    }
}
