//! How every answer leaves the house: from the cache where it can, compressed, conditional, with the headers that keep
//! browsers safe, and an error in words where there is no page.

use crate::{
    cache::{Encoding, Freshness, Kept, PageCache},
    copied_media::PROBLEM,
    failure::Explain,
    lists::now,
    page::{Answer, HTML, Keep},
    popular::PopularQueries,
    readings::Readings,
    trailing_slash, variant,
};
use actix_web::{
    Error, HttpMessage, HttpRequest, HttpResponse, Responder,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method, StatusCode,
        header::{self, HeaderValue},
    },
    middleware::Next,
    web::Data,
};
use pages::{ErrorKind, ErrorPage, Site, Variant};
use std::sync::{Arc, LazyLock};

/// No script and no style but our own files, nothing from elsewhere, framed by nobody, framing H5 pages alone. Scripts ask for the pieces of a
/// stream (`connect-src`) and hand them to the player as one (`blob:`) where the browser knows no HLS.
fn policy(site: Option<&Data<Site>>) -> HeaderValue {
    let frames = site.map_or("'none'", |site| site.h5_source());
    let policy = format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; media-src 'self' blob:; \
         connect-src 'self'; frame-src {frames}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
    );
    HeaderValue::try_from(policy).expect("an origin has no character that a header cannot have")
}

/// Asked for as soon as the head of the answer is there: on a slow phone reading the page itself takes a quarter of a second until its
/// line about the style sheet comes.
static PRELOAD: LazyLock<HeaderValue> = LazyLock::new(|| {
    let preload = format!("<{}>; rel=preload; as=style", pages::assets::STYLE);
    HeaderValue::try_from(preload).expect("the name of a built file has no character that a header cannot have")
});

const REFERRER: &str = "strict-origin-when-cross-origin";

/// Kept by browsers and proxies, asked for each time: a withdrawal is seen at once, an unchanged page costs no body.
pub(crate) const ASK_AGAIN: &str = "public, no-cache";
pub(crate) const NO_STORE: &str = "no-store";
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Longer addresses are rendered but not kept, so that nobody fills the cache with them.
const LONGEST_KEY: usize = 300;

/// No page has an address near this long. What exceeds 64 kB is no request to the server any more, and never comes here.
const LONGEST_ADDRESS: usize = 8000;

/// A page was looked for in the cache before, and was not there.
struct NotAtHand;

/// Around every door: a page that is at hand is sent before anybody looks for a route, which costs as much as all the rest of it.
/// What the cache holds went through [`deliver`], so nothing but the reader's pages can come out of it.
pub async fn at_hand(request: ServiceRequest, next: Next<impl MessageBody + 'static>) -> Result<ServiceResponse<BoxBody>, Error> {
    if let Some(response) = kept(request.request()) {
        return Ok(request.into_response(response));
    }
    request.extensions_mut().insert(NotAtHand);
    Ok(next.call(request).await?.map_into_boxed_body())
}

/// The answer out of the cache.
fn kept(request: &HttpRequest) -> Option<HttpResponse> {
    let key = readable(request.method()).then(|| key(request)).flatten()?;
    let (cache, freshness) = (request.app_data::<Data<PageCache>>()?, request.app_data::<Data<Freshness>>()?);
    let kept = cache.get(key, freshness.stamp(now()))?;
    Some(send(request, &kept))
}

fn readable(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

/// The middleware of the reader's door.
///
/// The key of the cache is the address as it was asked for, so that each variant of a page is kept by itself and answered
/// as fast as any; only behind the cache is the variant taken off the address, and put on the page.
pub async fn deliver(mut request: ServiceRequest, next: Next<BoxBody>) -> Result<ServiceResponse<BoxBody>, Error> {
    let (Some(cache), Some(freshness)) =
        (request.app_data::<Data<PageCache>>().cloned(), request.app_data::<Data<Freshness>>().cloned())
    else {
        return next.call(request).await;
    };
    if request.uri().path_and_query().is_some_and(|address| address.as_str().len() > LONGEST_ADDRESS) {
        // A page that cannot be shown is still explained in the reader's language.
        let variant = variant::take(&mut request).unwrap_or_default();
        let (request, _) = request.into_parts();
        let answer = explain(&request, variant, HttpResponse::new(StatusCode::URI_TOO_LONG));
        return Ok(ServiceResponse::new(request, answer));
    }
    // Read before rendering: a change that comes in between makes the page stale, never the other way round.
    let stamp = freshness.stamp(now());
    let known = request.extensions().get::<NotAtHand>().is_some();
    if let Some(response) = (!known).then(|| kept(request.request())).flatten() {
        return Ok(request.into_response(response));
    }
    let readable = readable(request.method());
    let key = readable.then(|| key(request.request())).flatten().map(str::to_owned);
    let variant = match variant::take(&mut request) {
        Ok(variant) => variant,
        Err(elsewhere) => {
            let moved = guarded(Answer::Moved(elsewhere).respond_to(request.request()));
            return Ok(request.into_response(moved));
        }
    };

    let unslashed = readable.then(|| trailing_slash::take(&mut request)).flatten();
    let response = next.call(request).await?;
    let (request, mut response) = response.into_parts();
    let there = response.status().is_success() || response.status().is_redirection() || response.status() == StatusCode::GONE;
    if let Some(address) = unslashed.filter(|_| there) {
        response = trailing_slash::moved(&address);
    }
    let keep = response.extensions().get::<Keep>().cloned();
    let answer = match keep {
        Some(keep) => {
            let status = response.status();
            let body = response.into_body().try_into_bytes().map(|b| b.to_vec()).unwrap_or_default();
            let body = variant::dress(&request, variant, keep.media_type, body);
            let may_keep = keep.kept;
            let kept = Arc::new(Kept::new(status, keep, stamp, policy(request.app_data()), body));
            if let Some(key) = key.filter(|_| may_keep) {
                cache.put(key, kept.clone());
            }
            send(&request, &kept)
        }
        // Said to programs, in headers or a form of their own, which a page of words would lose.
        None if response.status() == StatusCode::RANGE_NOT_SATISFIABLE || is_problem(&response) => guarded(response),
        None if response.status().is_client_error() || response.status().is_server_error() => {
            explain(&request, variant, response)
        }
        None => {
            let mut response = guarded(response);
            variant::follow(variant, &mut response);
            response
        }
    };
    Ok(ServiceResponse::new(request, answer))
}

fn key(request: &HttpRequest) -> Option<&str> {
    let key = request.uri().path_and_query()?.as_str();
    (key.len() <= LONGEST_KEY).then_some(key)
}

/// The page in the best form the reader takes, or the word that theirs is still good.
fn send(request: &HttpRequest, kept: &Kept) -> HttpResponse {
    if let (Some(work), Some(readings)) = (kept.work, request.app_data::<Data<Readings>>()) {
        readings.opened(request, work);
    }
    if let (true, Some(popular)) = (kept.found, request.app_data::<Data<PopularQueries>>()) {
        popular.answered(request);
    }
    let encoding = encoding(request);
    let encoded = kept.encoded(encoding);
    let unchanged =
        kept.status == StatusCode::OK && !kept.no_store && is_known(request, encoded.etag.to_str().unwrap_or_default());
    let mut response = HttpResponse::build(if unchanged { StatusCode::NOT_MODIFIED } else { kept.status });
    let caching = match (kept.no_store, kept.for_ever) {
        (true, _) => NO_STORE,
        (false, true) => FOR_EVER,
        (false, false) => ASK_AGAIN,
    };
    // Values that are made already: this is done for each request of each reader.
    let value = HeaderValue::from_static;
    if !kept.no_store {
        response.insert_header((header::ETAG, encoded.etag.clone()));
    }
    response.insert_header((header::CACHE_CONTROL, value(caching))).insert_header((header::VARY, value("Accept-Encoding")));
    // Who is told that nothing changed keeps the rest as it was. But a page's policy may have changed where its bytes did not; that of
    // a feed, which is asked for every few minutes, or of any other file protects nothing that runs.
    if unchanged && kept.media_type != HTML {
        return response.finish();
    }
    response
        .insert_header((header::CONTENT_SECURITY_POLICY, kept.policy.clone()))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, value("nosniff")))
        .insert_header((header::REFERRER_POLICY, value(REFERRER)));
    if unchanged {
        return response.finish();
    }
    if let Some(links) = &kept.links {
        response.insert_header((header::LINK, links.as_str()));
    }
    if kept.media_type == HTML {
        response.append_header((header::LINK, PRELOAD.clone()));
    }
    response.insert_header((header::CONTENT_TYPE, value(kept.media_type)));
    match encoding {
        Encoding::Brotli => response.insert_header((header::CONTENT_ENCODING, value("br"))),
        Encoding::Gzip => response.insert_header((header::CONTENT_ENCODING, value("gzip"))),
        Encoding::Plain => &mut response,
    };
    response.body(encoded.bytes.clone())
}

/// RFC 9110, 12.5.3, as far as our three forms go: brotli before gzip before none, never one with `q=0`.
fn encoding(request: &HttpRequest) -> Encoding {
    let accepted = request.headers().get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or("");
    let takes = |name: &str| {
        accepted.split(',').any(|one| {
            let (coding, q) = one.split_once(';').unwrap_or((one, ""));
            let refused = q.trim().strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()) == Some(0.0);
            coding.trim().eq_ignore_ascii_case(name) && !refused
        })
    };
    if takes("br") {
        Encoding::Brotli
    } else if takes("gzip") {
        Encoding::Gzip
    } else {
        Encoding::Plain
    }
}

/// RFC 9110, 13.1.2: weak comparison, lists, and `*`.
pub(crate) fn is_known(request: &HttpRequest, etag: &str) -> bool {
    let known = request.headers().get_all(header::IF_NONE_MATCH).filter_map(|v| v.to_str().ok());
    known.flat_map(|v| v.split(',')).map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == etag)
}

/// An error without a page gets one, in words.
fn explain(request: &HttpRequest, variant: Variant, response: HttpResponse) -> HttpResponse {
    let status = response.status();
    let explain = response.extensions().get::<Explain>().cloned();
    let Explain { kind, detail, id } = explain.unwrap_or_else(|| {
        let kind = match status {
            StatusCode::NOT_FOUND => ErrorKind::NotFound,
            StatusCode::GONE => ErrorKind::Gone,
            StatusCode::METHOD_NOT_ALLOWED => ErrorKind::MethodNotAllowed,
            StatusCode::URI_TOO_LONG => ErrorKind::TooLong,
            StatusCode::PAYLOAD_TOO_LARGE => ErrorKind::TooLarge,
            status if status.is_client_error() => ErrorKind::BadRequest,
            _ => ErrorKind::Internal,
        };
        Explain { kind, detail: None, id: None }
    });
    let Some(site) = request.app_data::<Data<Site>>() else { return response };
    let body = ErrorPage { site, kind, detail, id }.render();
    let body = match kind {
        // It would say the long address once for each view.
        ErrorKind::TooLong => pages::dress(&body, variant, "/", site).into_bytes(),
        _ => variant::dress(request, variant, HTML, body.into_bytes()),
    };
    let mut page = HttpResponse::build(status);
    page.insert_header((header::CONTENT_TYPE, HTML))
        .insert_header((header::CACHE_CONTROL, NO_STORE))
        .insert_header((header::CONTENT_SECURITY_POLICY, policy(Some(site))));
    if let Some(wait) = response.headers().get(header::RETRY_AFTER) {
        page.insert_header((header::RETRY_AFTER, wait.clone()));
    }
    guarded(page.body(body))
}

fn is_problem(response: &HttpResponse) -> bool {
    response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == PROBLEM)
}

fn guarded(mut response: HttpResponse) -> HttpResponse {
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if !headers.contains_key(header::REFERRER_POLICY) {
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static(REFERRER));
    }
    response
}
