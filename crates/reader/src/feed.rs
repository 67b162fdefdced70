//! A feed for each list of works, in every format, with full texts, and with what was withdrawn from the list.

mod archive;
mod document;
mod listed;

use crate::{Failure, lists::now, page::Page};
use actix_web::{
    HttpRequest,
    http::StatusCode,
    web::{Data, Query},
};
use anyhow::Result;
use db::{Db, listings::Cursor};
use document::{House, Wanted};
use domain::{FeedFormat, Timestamp};
use pages::Site;
use percent_encoding::percent_decode_str;
use serde::Deserialize;

/// The domain name or e-mail address in the ids of feeds; it never changes, wherever the site moves.
#[derive(Clone, Debug)]
pub struct FeedAuthority(pub String);

#[derive(Debug, Deserialize)]
pub struct Asked {
    after: Option<Cursor>,
    archive: Option<String>,
}

/// `/feed.atom`, and so below the page of each list.
pub async fn feed(
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    authority: Data<FeedAuthority>,
    asked: Query<Asked>,
) -> Result<Page, Failure> {
    let path = percent_decode_str(request.path()).decode_utf8().map_err(|_| Failure::NotFound)?;
    let (page, format) = part(&path).ok_or(Failure::NotFound)?;
    let wanted = match (&asked.archive, asked.after) {
        (Some(archive), _) => Wanted::Archive(archive.parse()?),
        (None, Some(cursor)) => Wanted::After(cursor),
        (None, None) => Wanted::Current,
    };
    let house = House { db: &db, site: &site, authority: &authority.0, now: now() };
    let feed = house.document(&listed::find(&db, page).await?, format, wanted).await?;
    let links = Some(feeds::link_header(&feed));
    Ok(Page { links, ..Page::new(StatusCode::OK, media_type(format), feeds::write(&feed, format)) })
}

/// A feed as it is sent to who subscribed to it.
#[derive(Clone, Debug)]
pub struct SentFeed {
    pub media_type: &'static str,
    pub body: String,
}

/// The current document of the feed with this path; `None` where there is no such feed.
pub async fn feed_to_send(
    db: &Db,
    site: &Site,
    authority: &FeedAuthority,
    now: Timestamp,
    path: &str,
) -> Result<Option<SentFeed>> {
    let Some((page, format)) = part(path) else { return Ok(None) };
    let house = House { db, site, authority: &authority.0, now };
    let found = match listed::find(db, page).await {
        Ok(listed) => house.document(&listed, format, Wanted::Current).await,
        Err(failure) => Err(failure),
    };
    match found {
        Ok(feed) => Ok(Some(SentFeed { media_type: media_type(format), body: feeds::write(&feed, format) })),
        Err(Failure::Internal(error)) => Err(error),
        Err(_) => Ok(None),
    }
}

/// Whether there is a feed with this path.
pub(crate) async fn is_feed(db: &Db, path: &str) -> Result<bool, Failure> {
    let Some((page, _)) = part(path) else { return Ok(false) };
    match listed::find(db, page).await {
        Ok(_) => Ok(true),
        Err(Failure::Internal(error)) => Err(Failure::Internal(error)),
        Err(_) => Ok(false),
    }
}

/// The address of a list's page, and the format of its feed.
fn part(path: &str) -> Option<(&str, FeedFormat)> {
    let (page, format) = path.rsplit_once("/feed.")?;
    // `.example.net/feed.atom` behind our own name is an address of somebody else.
    if !page.is_empty() && !page.starts_with('/') {
        return None;
    }
    Some((page, format.parse().ok()?))
}

/// XML says its encoding to those that read no further than the header.
fn media_type(format: FeedFormat) -> &'static str {
    match format {
        FeedFormat::Atom => "application/atom+xml; charset=utf-8",
        FeedFormat::Rss => "application/rss+xml; charset=utf-8",
        FeedFormat::Json => format.media_type(),
    }
}
