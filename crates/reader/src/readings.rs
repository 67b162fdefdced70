//! How often each work is opened and read to its end, counted until somebody writes it down. Nothing is kept of who reads.
//!
//! A reading is a GET of the work's page, in any view, that is answered with the page or with the word that it has not
//! changed (304): somebody looks at it either way. HEAD is none, nor is what a browser fetches in advance, nor what a
//! program fetches that says so.

use crate::{Failure, limits::Limits, ours};
use actix_web::{
    HttpRequest, HttpResponse,
    http::{Method, header},
    web::{Bytes, Data},
};
use db::{Db, readings::Counted, works};
use domain::Slug;
use pages::{Site, Variant, address};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// Readers of different works seldom wait for each other.
const SHARDS: usize = 16;

/// Bytes of what a page says of itself: its path.
pub const LARGEST: usize = 300;

/// In what programs call themselves; nobody reads with them.
const PROGRAMS: [&str; 14] = [
    "bot",
    "spider",
    "crawl",
    "slurp",
    "headless",
    "lighthouse",
    "monitor",
    "preview",
    "curl",
    "wget",
    "python",
    "java/",
    "go-http",
    "httpclient",
];

/// By the id of the work.
#[derive(Debug, Default)]
pub struct Readings([Mutex<HashMap<i64, Counted>>; SHARDS]);

impl Readings {
    /// The page of a work is on its way to this reader.
    pub(crate) fn opened(&self, request: &HttpRequest, work: i64) {
        if *request.method() == Method::GET && is_reader(request) {
            self.count(work, |counted| counted.views += 1);
        }
    }

    fn count(&self, work: i64, one: impl FnOnce(&mut Counted)) {
        let shard = &self.0[work.unsigned_abs() as usize % SHARDS];
        one(shard.lock().unwrap_or_else(PoisonError::into_inner).entry(work).or_default());
    }

    /// What was counted since it was taken last.
    pub fn take(&self) -> HashMap<i64, Counted> {
        let taken = self.0.iter().map(|shard| std::mem::take(&mut *shard.lock().unwrap_or_else(PoisonError::into_inner)));
        taken.flatten().collect()
    }
}

/// Somebody looks at what is asked for, as far as the request tells.
pub(crate) fn is_reader(request: &HttpRequest) -> bool {
    let text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let in_advance = ["Sec-Purpose", "Purpose"].iter().any(|name| text(name).contains("prefetch"));
    let agent = text(header::USER_AGENT.as_str()).to_ascii_lowercase();
    !in_advance && !agent.is_empty() && !PROGRAMS.iter().any(|word| agent.contains(word))
}

/// `POST /tally`: the end of the work at the path in the body came into view.
pub async fn ended(
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    limits: Data<Limits>,
    readings: Data<Readings>,
    body: Bytes,
) -> Result<HttpResponse, Failure> {
    if !ours::is_ours(&request, &site) {
        return Err(Failure::Forbidden);
    }
    let path = std::str::from_utf8(&body).map_err(|_| Failure::NotFound)?;
    let slug = Variant::split(path).1.strip_prefix(address::WORKS).and_then(|rest| rest.strip_prefix('/'));
    let slug: Slug = slug.and_then(|slug| slug.parse().ok()).ok_or(Failure::NotFound)?;
    // Programs are neither counted nor charged.
    if is_reader(&request) {
        limits.ending(&request)?;
        let work = works::published_id(&db, slug.as_str()).await?.ok_or(Failure::NotFound)?;
        readings.count(work, |counted| counted.completions += 1);
    }
    Ok(HttpResponse::NoContent().insert_header((header::CACHE_CONTROL, "no-store")).finish())
}
