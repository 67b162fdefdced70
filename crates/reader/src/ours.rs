//! Whether what is sent stood on a page of this site.

use actix_web::{HttpRequest, http::header};
use pages::Site;

/// There is no cookie to steal, but no page elsewhere is to send anything in its readers' names. Browsers say from where a
/// form comes; what says nothing is no browser.
pub fn is_ours(request: &HttpRequest, site: &Site) -> bool {
    let text = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap_or("?"));
    let fetched = text("Sec-Fetch-Site").is_none_or(|from| matches!(from, "same-origin" | "none"));
    fetched && text("Origin").is_none_or(|origin| site.is_own_origin(origin, text(header::HOST.as_str())))
}
