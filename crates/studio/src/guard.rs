//! Around every address of the API: who sends a change must be a page of ours, and nothing is kept on the way.

use crate::Problem;
use actix_web::{
    Error, HttpRequest, ResponseError,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method,
        header::{self, HeaderMap, HeaderName, HeaderValue},
    },
    middleware::Next,
    web::Data,
};
use pages::Site;

/// A page of another site cannot send it without asking first, and nobody answers that.
pub const MARK: &str = "X-Liangyi-Request";
const SITE: &str = "Sec-Fetch-Site";

/// The middleware of `/api/studio/v1`.
pub async fn guard(request: ServiceRequest, next: Next<impl MessageBody + 'static>) -> Result<ServiceResponse<BoxBody>, Error> {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !safe && !is_ours(request.request()) {
        let problem = Problem::forbidden("请求不是从本站页面发出的，已被拒绝。请刷新页面后重试。");
        let response = problem.error_response();
        let mut response = request.into_response(response);
        protect(response.headers_mut());
        return Ok(response);
    }
    let mut response = match next.call(request).await {
        Ok(response) => response.map_into_boxed_body(),
        Err(error) => return Err(error),
    };
    protect(response.headers_mut());
    Ok(response)
}

fn is_ours(request: &HttpRequest) -> bool {
    let text = |name: &str| request.headers().get(name).and_then(|v| v.to_str().ok());
    if text(MARK) != Some("1") {
        return false;
    }
    match (text(SITE), text("Origin")) {
        (Some(site), None) => site == "same-origin",
        (site, Some(origin)) => site.is_none_or(|site| site == "same-origin") && is_own_origin(request, origin),
        (None, None) => false,
    }
}

fn is_own_origin(request: &HttpRequest, origin: &str) -> bool {
    let host = request.headers().get(header::HOST).and_then(|v| v.to_str().ok());
    request.app_data::<Data<Site>>().is_some_and(|site| site.is_own_origin(origin, host))
}

fn protect(headers: &mut HeaderMap) {
    let mut set = |name: HeaderName, value: &'static str| {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    set(header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
    set(header::REFERRER_POLICY, "same-origin");
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
}
