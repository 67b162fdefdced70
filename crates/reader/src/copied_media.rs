//! Media for copies on other sites, at an address that stays: each request looks at the work anew, and is led to an address that
//! opens for a moment. So a withdrawal reaches every copy that shows a file from here, and no address that was passed on outlives it.
//!
//! Answers are for programs: what is refused is an RFC 9457 problem.

use crate::{
    Failure,
    deliver::{ASK_AGAIN, NO_STORE, is_known},
    lists::now,
    media::{self, etag},
};
use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web::{Data, Path},
};
use anyhow::Result;
use db::{
    Db,
    handed_on::{self, HandedOn},
    partners,
    work_heads::Granted,
};
use pages::address;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::time::Duration;
use storage::{AddressKey, AssetKey, Key, Storage};

/// In which an address that was signed has to be used. A transfer that began goes on to its end.
const LIFETIME: Duration = Duration::from_secs(10);

/// The address that stands in feeds, in the partners' API and in reprints. With a partner's key in `Authorization` it knows
/// nothing outside of that key's scope.
pub async fn stable(
    request: HttpRequest,
    db: Data<Db>,
    storage: Data<Storage>,
    keys: Data<AddressKey>,
    rendition: Path<String>,
) -> Result<HttpResponse, Failure> {
    let Some(granted) = granted(&db, &request).await? else { return Ok(Refused::Key.answer()) };
    let Some(named) = Named::read(&rendition) else { return Ok(Refused::Missing.answer()) };
    let row = match named.look_up(&db, &granted).await? {
        Ok(row) => row,
        Err(refused) => return Ok(refused.answer()),
    };
    let etag = etag(&row);
    if is_known(&request, &etag) {
        let mut unchanged = HttpResponse::NotModified();
        return Ok(unchanged.insert_header((header::ETAG, etag)).insert_header((header::CACHE_CONTROL, ASK_AGAIN)).finish());
    }
    let theirs = storage.signed_address(&named.place, LIFETIME).await.map(String::from);
    let until = now().0 + LIFETIME.as_millis() as i64;
    Ok(led(theirs.unwrap_or_else(|| address::signed_media(&keys.sign(&named.place, until), &rendition))))
}

/// The address that [`stable`] signed, of a store that has no door of its own. Whoever comes too late is led back, to be looked at
/// anew: players ask for the next part of a film where the last one came from.
pub async fn signed(
    request: HttpRequest,
    db: Data<Db>,
    storage: Data<Storage>,
    keys: Data<AddressKey>,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (signed, rendition) = path.into_inner();
    let named = Named::read(&rendition).and_then(|named| keys.until(&named.place, &signed).map(|until| (named, until)));
    let Some((named, until)) = named else { return Ok(Refused::Missing.answer()) };
    if until < now().0 {
        return Ok(led(address::stable_media(&rendition)));
    }
    // What was withdrawn in these seconds is gone too.
    let row = match named.look_up(&db, &Granted::everything()).await? {
        Ok(row) => row,
        Err(refused) => return Ok(refused.answer()),
    };
    let head = |status| {
        let mut head = media::head(status, &etag(&row));
        head.insert_header((header::CACHE_CONTROL, NO_STORE));
        head
    };
    Ok(media::answer(&request, &storage, &named.place, &row, head).await?)
}

/// What this request may have: what is public, or what its key may; `None` of a key that does not count.
async fn granted(db: &Db, request: &HttpRequest) -> Result<Option<Granted>> {
    let Some(said) = request.headers().get(header::AUTHORIZATION) else { return Ok(Some(Granted::everything())) };
    let Some(words) = said.to_str().ok().and_then(|said| said.strip_prefix("Bearer ")) else { return Ok(None) };
    let digest = hex::encode(Sha256::digest(words.trim()));
    let partner = partners::by_key(db, &digest, now().0).await?;
    partner.map(|partner| partner.granted()).transpose()
}

/// A rendition as its stable address names it: `{key of the original}.{file}`.
struct Named {
    key: AssetKey,
    file: String,
    place: Key,
}

impl Named {
    fn read(text: &str) -> Option<Self> {
        let (key, file) = text.split_once('.')?;
        let key: AssetKey = key.parse().ok()?;
        let place = Key::rendition(&key, file).ok()?;
        Some(Self { key, file: file.to_owned(), place })
    }

    async fn look_up(&self, db: &Db, granted: &Granted) -> Result<Result<db::assets::RenditionRow, Refused>> {
        Ok(match handed_on::look_up(db, granted, self.key.as_str(), &self.file).await? {
            HandedOn::Found(row) => Ok(*row),
            HandedOn::Gone => Err(Refused::Gone),
            HandedOn::Missing => Err(Refused::Missing),
        })
    }
}

fn led(to: String) -> HttpResponse {
    let mut found = HttpResponse::Found();
    found.insert_header((header::LOCATION, to)).insert_header((header::CACHE_CONTROL, NO_STORE)).finish()
}

#[derive(Clone, Copy)]
enum Refused {
    Key,
    Gone,
    Missing,
}

impl Refused {
    fn answer(self) -> HttpResponse {
        let (status, detail) = match self {
            Self::Key => (StatusCode::UNAUTHORIZED, "this key does not count; leave it out for what is public; 密钥无效。"),
            Self::Gone => (
                StatusCode::GONE,
                "withdrawn, or not ours to hand on any more: take your copy down; 已撤回或授权已到期，请撤下您的副本。",
            ),
            Self::Missing => (StatusCode::NOT_FOUND, "no published work shows it; 没有这个文件，或不在授权范围内。"),
        };
        let title = status.canonical_reason().unwrap_or_default();
        let problem = json!({"type": "about:blank", "title": title, "status": status.as_u16(), "detail": detail});
        let mut answer = HttpResponse::build(status);
        if matches!(self, Self::Key) {
            answer.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
        }
        answer.insert_header((header::CACHE_CONTROL, NO_STORE)).content_type(PROBLEM).body(problem.to_string())
    }
}

/// RFC 9457.
pub(crate) const PROBLEM: &str = "application/problem+json";
