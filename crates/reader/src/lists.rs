//! Lists of works: all of them, a kind, a genre, an audience, a topic, a campaign; newest first, by keyset.

use crate::{Failure, cards::cards, page::Page};
use actix_web::web::{Data, Path, Query};
use db::{
    Db,
    listings::{self, Cursor, List},
};
use domain::{Language, Slug, Timestamp, WorkKind};
use pages::{CampaignPhase, EnglishWorks, FeedLink, Link, Listing, ListingSubject, Pager, Site, WorkList};
use serde::Deserialize;

/// Works on a page.
const PAGE: usize = 20;

/// Where the page begins; an address that says something else is a fault.
#[derive(Debug, Deserialize)]
pub struct After {
    after: Option<Cursor>,
    /// The same among the works that an English page has only in Chinese.
    rest: Option<Cursor>,
}

pub async fn all(db: Data<Db>, site: Data<Site>, after: Query<After>) -> Result<Page, Failure> {
    show(&db, &site, ListingSubject::All, List::All, "/works", &after).await
}

pub async fn kind(db: Data<Db>, site: Data<Site>, path: Path<String>, after: Query<After>) -> Result<Page, Failure> {
    let kind = path.parse().map_err(|_| Failure::NotFound)?;
    show(&db, &site, ListingSubject::Kind(kind), List::Kind(kind), &pages::address::kind(kind), &after).await
}

pub async fn genre(db: Data<Db>, site: Data<Site>, path: Path<String>, after: Query<After>) -> Result<Page, Failure> {
    let genre = path.parse().map_err(|_| Failure::NotFound)?;
    show(&db, &site, ListingSubject::Genre(genre), List::Genre(genre), &pages::address::genre(genre), &after).await
}

pub async fn audience(db: Data<Db>, site: Data<Site>, path: Path<String>, after: Query<After>) -> Result<Page, Failure> {
    let audience = path.parse().map_err(|_| Failure::NotFound)?;
    let address = pages::address::audience(audience);
    show(&db, &site, ListingSubject::Audience(audience), List::Audience(audience), &address, &after).await
}

pub async fn language(db: Data<Db>, site: Data<Site>, path: Path<String>, after: Query<After>) -> Result<Page, Failure> {
    let language = path.parse().map_err(|_| Failure::NotFound)?;
    let address = pages::address::language(language);
    show(&db, &site, ListingSubject::Language(language), List::Language(language), &address, &after).await
}

/// A month without works is no page: there would be no end of them.
pub async fn month(db: Data<Db>, site: Data<Site>, path: Path<String>, after: Query<After>) -> Result<Page, Failure> {
    let month = path.parse().map_err(|_| Failure::NotFound)?;
    let list = List::Month(month);
    if listings::count(&db, &list).await? == 0 {
        return Err(Failure::NotFound);
    }
    show(&db, &site, ListingSubject::Month(month), list, &pages::address::month(month), &after).await
}

pub async fn topic(db: Data<Db>, site: Data<Site>, path: Path<String>, after: Query<After>) -> Result<Page, Failure> {
    let slug: Slug = path.parse().map_err(|_| Failure::NotFound)?;
    let row = db::vocabulary::topic(&db, slug.as_str()).await?.ok_or(Failure::NotFound)?;
    let name = site.words().name(&row.name, row.name_en.as_deref()).to_owned();
    let subject = ListingSubject::Topic { slug: slug.clone(), name, about: row.about };
    show(&db, &site, subject, List::Topic(slug.clone()), &pages::address::topic(&slug), &after).await
}

pub async fn campaign(db: Data<Db>, site: Data<Site>, path: Path<String>, after: Query<After>) -> Result<Page, Failure> {
    let slug: Slug = path.parse().map_err(|_| Failure::NotFound)?;
    let row = db::vocabulary::campaign(&db, slug.as_str()).await?.ok_or(Failure::NotFound)?;
    let (starts, ends) = (row.starts.parse().map_err(anyhow::Error::from)?, row.ends.parse().map_err(anyhow::Error::from)?);
    let phase = CampaignPhase::on(today(), starts, ends);
    let subject = ListingSubject::Campaign {
        slug: slug.clone(),
        name: site.words().name(&row.name, row.name_en.as_deref()).to_owned(),
        about: row.about,
        starts,
        ends,
        phase,
        example: row.example,
    };
    show(&db, &site, subject, List::Campaign(slug.clone()), &pages::address::campaign(&slug), &after).await
}

async fn show(db: &Db, site: &Site, subject: ListingSubject, list: List, address: &str, after: &After) -> Result<Page, Failure> {
    let list = work_list(db, site, &list, address, after).await?;
    let feed = match subject {
        // Nothing is added to a month that is over.
        ListingSubject::Month(_) => None,
        ListingSubject::All => feed_link(""),
        _ => feed_link(address),
    };
    let kinds = match subject {
        ListingSubject::All | ListingSubject::Kind(_) => kinds(db, site).await?,
        _ => Vec::new(),
    };
    Ok(Page::html(Listing { site, subject, list, feed, kinds }.render()))
}

/// All works, then each kind that has some; nothing where there is only one kind.
async fn kinds(db: &Db, site: &Site) -> Result<Vec<Link>, Failure> {
    let counts = listings::counts(db, "kind:").await?;
    let with_works = WorkKind::ALL.iter().filter(|kind| counts.contains_key(kind.code()));
    let words = site.words();
    let links = with_works.map(|kind| Link::new(words.kind(kind), pages::address::kind(*kind)));
    let all = std::iter::once(Link::new(words.all_kinds, pages::address::WORKS));
    Ok(if counts.len() > 1 { all.chain(links).collect() } else { Vec::new() })
}

/// One page of a list that lives at `address`.
pub async fn work_list(db: &Db, site: &Site, list: &List, address: &str, after: &After) -> Result<WorkList, Failure> {
    if site.words().is_english() && !matches!(list, List::Language(_)) {
        return Ok(english_first(db, site, list, address, after).await?);
    }
    let (rows, next) = listings::page(db, list, after.after, PAGE).await?;
    let pager =
        Pager { first: after.after.is_some().then(|| address.to_owned()), next: next.map(|n| format!("{address}?after={n}")) };
    let works = cards(db, site, rows, true).await?;
    Ok(WorkList { total: listings::count(db, list).await?, filters: Vec::new(), works, english: None, pager })
}

/// The same for a reader of English: what can be read in English, page by page, and after the last of it the rest.
async fn english_first(db: &Db, site: &Site, list: &List, address: &str, after: &After) -> anyhow::Result<WorkList> {
    const OWN: Language = Language::En;
    let total = listings::count_in(db, list, OWN).await?;
    let (own, next) = match after.rest {
        Some(_) => (Vec::new(), None),
        None => listings::page_in(db, list, OWN, after.after, PAGE).await?,
    };
    let (rows, next) = match next {
        Some(next) => (Vec::new(), Some(format!("after={next}"))),
        None => {
            let (rows, rest) = listings::page_without(db, list, OWN, after.rest, PAGE).await?;
            (rows, rest.map(|rest| format!("rest={rest}")))
        }
    };
    let first = after.after.is_some() || after.rest.is_some();
    let all = listings::count(db, list).await?;
    Ok(WorkList {
        total: all,
        filters: Vec::new(),
        works: cards(db, site, rows, true).await?,
        english: Some(EnglishWorks { total, works: cards(db, site, own, true).await?, others: all.saturating_sub(total) }),
        pager: Pager { first: first.then(|| address.to_owned()), next: next.map(|next| format!("{address}?{next}")) },
    })
}

/// The feed of the list at `address`.
pub fn feed_link(address: &str) -> Option<FeedLink> {
    Some(FeedLink::new(address))
}

pub fn now() -> Timestamp {
    Timestamp(jiff::Timestamp::now().as_millisecond())
}

pub fn today() -> domain::Day {
    now().day()
}
