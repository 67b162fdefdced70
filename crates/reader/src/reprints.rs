//! The picture in each copy of a work on another site: how often copies are opened, by day, work and site.
//!
//! It is answered without a look at the database, the same for every number: what it counts for is settled when the counts are
//! written down, and the picture tells nobody which works there are. Nothing is kept of who reads: no cookie, no network
//! address, and of the page that shows the picture only the name of its host.

use crate::{limits::Limits, readings::is_reader};
use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        Method,
        header::{self, HeaderName},
    },
    web::{Data, Path},
};
use db::reprints::Place;
use pages::Site;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// One clear pixel, as GIF89a.
const PIXEL: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

/// Pairs of work and host between two times of writing down; more than so many are made up by somebody.
const MOST: usize = 10_000;

/// Of a host's name, in bytes (RFC 1035, 2.3.4).
const LONGEST: usize = 253;

#[derive(Debug, Default)]
pub struct Reprints(Mutex<HashMap<Place, i64>>);

impl Reprints {
    fn opened(&self, place: Place) {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counted.len() < MOST || counted.contains_key(&place) {
            *counted.entry(place).or_default() += 1;
        }
    }

    /// What was counted since it was taken last.
    pub fn take(&self) -> HashMap<Place, i64> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

pub async fn counter(
    request: HttpRequest,
    site: Data<Site>,
    limits: Data<Limits>,
    reprints: Data<Reprints>,
    work: Path<i64>,
) -> HttpResponse {
    let text = |name: header::HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let referer = text(header::REFERER);
    let ours = referer.strip_prefix(&site.base_url).is_some_and(|path| path.starts_with('/'));
    if *request.method() == Method::GET && !ours && is_reader(&request) && limits.copy(&request).is_ok() {
        reprints.opened(Place { work: work.into_inner(), host: host(referer).unwrap_or_default() });
    }
    HttpResponse::Ok()
        .content_type("image/gif")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        // It is made to stand in pages of others.
        .insert_header((HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"))
        .body(PIXEL)
}

/// The name of the host in an address of the web; `None` where there is none, or only a number.
fn host(address: &str) -> Option<String> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let name = authority.split(':').next()?.trim_end_matches('.').to_ascii_lowercase();
    let is_name = name.len() <= LONGEST
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'))
        && name.rsplit('.').next()?.bytes().any(|b| b.is_ascii_alphabetic());
    is_name.then_some(name)
}
