//! A feed for each list of works, in every format, with full texts, and with what was withdrawn from the list.

use crate::{
    Failure,
    feed_entries::{entries, withdrawals},
    page::Page,
};
use actix_web::{
    http::StatusCode,
    web::{Data, Path, Query},
};
use anyhow::Result;
use db::{
    Db,
    listings::{self, Cursor, List},
};
use domain::{ClauseId, FeedFormat, Language, Slug, Timestamp, WorkKind};
use feeds::{Address, Feed, Party};
use pages::{Site, address};
use serde::Deserialize;

/// The domain name or e-mail address in the ids of feeds; it never changes, wherever the site moves.
#[derive(Clone, Debug)]
pub struct FeedAuthority(pub String);

/// Works in a feed document; older ones follow by its link to the next.
const ENTRIES: usize = 20;
/// Withdrawals that a feed repeats.
const WITHDRAWALS: usize = 20;

#[derive(Debug, Deserialize)]
pub struct After {
    after: Option<Cursor>,
}

/// A list with the address of its page and its name.
struct Listed {
    list: List,
    /// The page of the list; its feeds stand below.
    page: String,
    title: String,
    language: Language,
}

pub async fn all(door: Door) -> Result<Page, Failure> {
    door.feed(Listed { list: List::All, page: String::new(), title: "全部作品".to_owned(), language: Language::ZhHans }).await
}

pub async fn language(door: Door, path: Path<(String,)>) -> Result<Page, Failure> {
    let language: Language = path.0.parse().map_err(|_| Failure::NotFound)?;
    let page = address::language(language);
    door.feed(Listed { list: List::Language(language), page, title: language.zh().to_owned(), language }).await
}

/// Lists named by one word: `/topics/short-video/feed.atom`. The format is [`Door`]'s to read.
pub async fn list(door: Door, path: Path<(String, String)>) -> Result<Page, Failure> {
    let (kind, name) = path.into_inner();
    let db = &door.db;
    let slug = || name.parse::<Slug>().map_err(|_| Failure::NotFound);
    let (list, page, title) = match kind.as_str() {
        "kinds" => {
            let kind: WorkKind = name.parse().map_err(|_| Failure::NotFound)?;
            (List::Kind(kind), address::kind(kind), kind.zh().to_owned())
        }
        "genres" => {
            let genre = name.parse().map_err(|_| Failure::NotFound)?;
            (List::Genre(genre), address::genre(genre), genre.zh().to_owned())
        }
        "audiences" => {
            let audience = name.parse().map_err(|_| Failure::NotFound)?;
            (List::Audience(audience), address::audience(audience), audience.zh().to_owned())
        }
        "topics" => {
            let row = db::vocabulary::topic(db, slug()?.as_str()).await?.ok_or(Failure::NotFound)?;
            (List::Topic(slug()?), address::topic(&slug()?), row.name)
        }
        "campaigns" => {
            let row = db::vocabulary::campaign(db, slug()?.as_str()).await?.ok_or(Failure::NotFound)?;
            (List::Campaign(slug()?), address::campaign(&slug()?), row.name)
        }
        "organisations" => {
            let row = db::organisations::by_slug(db, slug()?.as_str()).await?.ok_or(Failure::NotFound)?;
            (List::Organisation(slug()?), address::organisation(&slug()?), row.name)
        }
        "people" => {
            let row = db::people::by_slug(db, slug()?.as_str()).await?.ok_or(Failure::NotFound)?;
            (List::Person(slug()?), address::person(&slug()?), row.name)
        }
        _ => return Err(Failure::NotFound),
    };
    door.feed(Listed { list, page, title, language: Language::ZhHans }).await
}

pub async fn policy(door: Door, path: Path<(String,)>) -> Result<Page, Failure> {
    let slug: Slug = path.0.parse().map_err(|_| Failure::NotFound)?;
    let row = db::policies::by_slug(&door.db, slug.as_str()).await?.ok_or(Failure::NotFound)?;
    let title = format!("解读：{}", row.title);
    door.feed(Listed { list: List::Policy(row.id), page: address::policy(&slug), title, language: Language::ZhHans }).await
}

pub async fn clause(door: Door, path: Path<(String, String)>) -> Result<Page, Failure> {
    let slug: Slug = path.0.parse().map_err(|_| Failure::NotFound)?;
    let clause: ClauseId = path.1.parse().map_err(|_| Failure::NotFound)?;
    let row = db::policies::by_slug(&door.db, slug.as_str()).await?.ok_or(Failure::NotFound)?;
    let found = db::clauses::outside(&door.db, slug.as_str(), None, &clause).await?.ok_or(Failure::NotFound)?;
    let title = format!("解读：{} {} {}", row.title, found.label, found.heading);
    let page = address::clause(&slug, &clause);
    let list = List::Clause { policy: row.id, version: row.current_version, clause };
    door.feed(Listed { list, page, title, language: Language::ZhHans }).await
}

/// What every feed needs of the house.
pub struct Door {
    db: Data<Db>,
    site: Data<Site>,
    authority: Data<FeedAuthority>,
    format: FeedFormat,
    after: Option<Cursor>,
}

impl Door {
    async fn feed(self, listed: Listed) -> Result<Page, Failure> {
        let (rows, next) = listings::page(&self.db, &listed.list, self.after, ENTRIES).await?;
        let mut items = entries(&self.db, &self.site, &rows.iter().map(|r| r.id).collect::<Vec<_>>()).await?;
        // Only the first document speaks of what is gone: everybody reads that one.
        let gone =
            if self.after.is_none() { listings::withdrawn_from(&self.db, &listed.list, WITHDRAWALS).await? } else { Vec::new() };
        let newest = rows.iter().map(|r| r.updated_at).chain(gone.iter().map(|w| w.updated_at)).max();
        items.extend(withdrawals(&self.db, &self.site, gone).await?);
        let here = address::feed(&listed.page, self.format);
        let feed = Feed {
            id: format!("tag:{},2026:list{}", self.authority.0, if listed.page.is_empty() { "/works" } else { &listed.page }),
            title: format!("{} · {}", listed.title, self.site.name),
            subtitle: Some(self.site.tagline.clone()),
            next_address: match next {
                Some(cursor) => Some(self.absolute(&format!("{here}?after={cursor}"))?),
                None => None,
            },
            self_address: self.absolute(&here)?,
            site_address: self.absolute(if listed.page.is_empty() { "/works" } else { &listed.page })?,
            updated: Timestamp(newest.unwrap_or(0)),
            publisher: Party {
                name: self.site.operator.clone().unwrap_or_else(|| self.site.name.clone()),
                address: Some(self.absolute("/")?),
            },
            language: listed.language,
            rights: None,
            items,
        };
        Ok(Page::new(StatusCode::OK, media_type(self.format), feeds::write(&feed, self.format)))
    }

    fn absolute(&self, path: &str) -> Result<Address> {
        Ok(self.site.absolute(path).parse()?)
    }
}

/// XML says its encoding to those that read no further than the header.
fn media_type(format: FeedFormat) -> &'static str {
    match format {
        FeedFormat::Atom => "application/atom+xml; charset=utf-8",
        FeedFormat::Rss => "application/rss+xml; charset=utf-8",
        FeedFormat::Json => format.media_type(),
    }
}

impl actix_web::FromRequest for Door {
    type Error = actix_web::Error;
    type Future = std::future::Ready<Result<Self, Self::Error>>;

    fn from_request(request: &actix_web::HttpRequest, _: &mut actix_web::dev::Payload) -> Self::Future {
        fn data<T: 'static>(request: &actix_web::HttpRequest) -> Result<Data<T>, Failure> {
            let found = request.app_data::<Data<T>>().cloned();
            found.ok_or_else(|| Failure::Internal(anyhow::anyhow!("{} was not given to the door", std::any::type_name::<T>())))
        }
        let open = || -> Result<Self, actix_web::Error> {
            let after = Query::<After>::from_query(request.query_string())?.into_inner().after;
            let format = request.match_info().query("format").parse().map_err(|_| Failure::NotFound)?;
            Ok(Self { db: data(request)?, site: data(request)?, authority: data(request)?, format, after })
        };
        std::future::ready(open())
    }
}
