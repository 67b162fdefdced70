//! A slash too many at the end of an address: the page is looked for without it, and who asked is sent there.

use actix_web::{HttpResponse, dev::ServiceRequest, http::Uri, http::header};
use pages::address;

/// Takes the slashes off the request's path; where it is then, `None` where there was none to take.
///
/// Never an address that a browser would read as another server's.
pub fn take(request: &mut ServiceRequest) -> Option<String> {
    let path = request.path();
    let plain = path.trim_end_matches('/');
    if is_folder(path) || plain.len() == path.len() || !plain.starts_with('/') || plain.starts_with("//") || plain.contains('\\')
    {
        return None;
    }
    let address = match request.query_string() {
        "" => plain.to_owned(),
        query => format!("{plain}?{query}"),
    };
    let uri: Uri = address.parse().ok()?;
    request.match_info_mut().get_mut().update(&uri);
    request.head_mut().uri = uri;
    Some(address)
}

pub fn moved(to: &str) -> HttpResponse {
    HttpResponse::PermanentRedirect()
        .insert_header((header::LOCATION, to))
        .insert_header((header::CACHE_CONTROL, "public, no-cache"))
        .finish()
}

/// Of an H5 page: it ends with a slash by right.
fn is_folder(path: &str) -> bool {
    path.strip_prefix(address::H5).is_some_and(|rest| rest.starts_with('/'))
}
