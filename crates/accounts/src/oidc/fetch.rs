//! What is asked of providers goes through `outbound`: to the public network, or to where the operator says.

use openidconnect::{HttpRequest, HttpResponse, http};
use outbound::{Outbound, Refusal, Request};
use std::time::Duration;

/// Bytes of an answer: keys and metadata of a large provider fit many times over.
const MOST: usize = 256 << 10;
const TIME: Duration = Duration::from_secs(10);

#[derive(Debug, thiserror::Error)]
pub(super) enum FetchError {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Http(#[from] http::Error),
}

/// Redirects are not followed: a code or a secret would go along.
pub(super) async fn fetch(outbound: &Outbound, request: HttpRequest) -> Result<HttpResponse, FetchError> {
    let text = |value: &http::HeaderValue| value.to_str().ok().map(str::to_owned);
    let headers: Vec<(&str, String)> =
        request.headers().iter().filter_map(|(name, value)| Some((name.as_str(), text(value)?))).collect();
    let address = request.uri().to_string();
    let (method, body) = (request.method().clone(), request.body().clone());
    let asked = Request { method, address: &address, headers: &headers, body, redirects: 0, most: MOST, time: TIME };
    let answer = outbound.send(&asked).await?;
    Ok(http::Response::builder().status(answer.status).body(answer.body)?)
}
