//! One request, one connection, one answer; everything about it is bounded.

use crate::{Lookup, Network, Refusal, connect};
use http_body_util::{BodyExt, Full};
use hyper::{
    Method, StatusCode,
    body::Bytes,
    client::conn::http1,
    header::{HOST, HeaderMap, LOCATION, USER_AGENT},
};
use hyper_util::rt::TokioIo;
use std::time::Duration;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    task::JoinSet,
    time::timeout,
};
use url::{Position, Url};

/// Of all headers of an answer together, in bytes.
const HEAD: usize = 16 << 10;
const HEADERS: usize = 64;

pub struct Request<'a> {
    pub method: Method,
    pub address: &'a str,
    /// To the origin of the address, and to no other that it redirects to.
    pub headers: &'a [(&'a str, String)],
    pub body: Vec<u8>,
    /// Redirects that are followed, by GET alone.
    pub redirects: u8,
    /// Bytes of the answer's body that are wanted; what comes after them is not waited for.
    pub most: usize,
    /// For all of it.
    pub time: Duration,
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
    headers: HeaderMap,
}

impl Answer {
    /// The first header of this name, where it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// Cheap to clone.
#[derive(Clone)]
pub struct Outbound {
    allowed: Vec<Network>,
    lookup: Lookup,
    tls: connect::Tls,
}

impl Default for Outbound {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

enum Came {
    Answer(Answer),
    Redirect(Url),
}

impl Outbound {
    /// `allowed` are networks of the operator's that may be asked too, at any port.
    pub fn new(allowed: Vec<Network>) -> Self {
        Self::with_names(allowed, connect::by_the_machine())
    }

    /// Names are looked up by `lookup`, where the machine's own way is not the right one.
    pub fn with_names(allowed: Vec<Network>, lookup: Lookup) -> Self {
        Self { allowed, lookup, tls: connect::Tls::default() }
    }

    pub async fn send(&self, request: &Request<'_>) -> Result<Answer, Refusal> {
        timeout(request.time, self.follow(request)).await.unwrap_or(Err(Refusal::TooSlow(request.time)))
    }

    async fn follow(&self, request: &Request<'_>) -> Result<Answer, Refusal> {
        let first: Url = request.address.parse().map_err(|_| Refusal::Address)?;
        let mut url = first.clone();
        for _ in 0..=request.redirects {
            let headers = if url.origin() == first.origin() { request.headers } else { &[] };
            match self.once(&url, request, headers).await? {
                Came::Answer(answer) => return Ok(answer),
                Came::Redirect(to) => url = to,
            }
        }
        Err(Refusal::Redirect)
    }

    async fn once(&self, url: &Url, request: &Request<'_>, headers: &[(&str, String)]) -> Result<Came, Refusal> {
        let known = ["http", "https"].contains(&url.scheme());
        if !known || !url.username().is_empty() || url.password().is_some() {
            return Err(Refusal::Address);
        }
        let stream = connect::open(&connect::checked(url, &self.allowed, &self.lookup).await?).await?;
        if url.scheme() == "https" {
            exchange(self.tls.over(stream, url).await?, url, request, headers).await
        } else {
            exchange(stream, url, request, headers).await
        }
    }
}

async fn exchange<S>(stream: S, url: &Url, request: &Request<'_>, headers: &[(&str, String)]) -> Result<Came, Refusal>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let mut wire = hyper::Request::builder()
        .method(&request.method)
        .uri(&url[Position::BeforePath..Position::AfterQuery])
        .header(HOST, &url[Position::BeforeHost..Position::AfterPort])
        .header(USER_AGENT, "Liangyi");
    for (name, value) in headers {
        wire = wire.header(*name, value);
    }
    let wire = wire.body(Full::new(Bytes::from(request.body.clone()))).map_err(|_| Refusal::Unsendable)?;
    let mut builder = http1::Builder::new();
    let (mut sender, connection) = builder.max_buf_size(HEAD).max_headers(HEADERS).handshake(TokioIo::new(stream)).await?;
    // Dropped with this answer, and the connection with it.
    let mut driver = JoinSet::new();
    driver.spawn(connection);
    let mut response = sender.send_request(wire).await?;
    let status = response.status();
    if request.redirects > 0 && request.method == Method::GET && is_redirect(status) {
        let to = response.headers().get(LOCATION).and_then(|to| to.to_str().ok());
        return to.and_then(|to| url.join(to).ok()).map(Came::Redirect).ok_or(Refusal::Redirect);
    }
    let mut body = Vec::new();
    while body.len() < request.most {
        let Some(frame) = response.body_mut().frame().await else { break };
        if let Some(bytes) = frame?.data_ref() {
            body.extend_from_slice(&bytes[..bytes.len().min(request.most - body.len())]);
        }
    }
    let headers = std::mem::take(response.headers_mut());
    Ok(Came::Answer(Answer { status: status.as_u16(), body, headers }))
}

fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}
