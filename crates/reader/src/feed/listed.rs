//! The lists that have feeds, by the address of their page.

use crate::Failure;
use db::{Db, listings::List};
use domain::{ClauseId, Language, Slug, WorkKind};
use pages::address;

/// A list with the address of its page and its name.
pub struct Listed {
    pub list: List,
    /// The page of the list, empty for the list of everything; its feeds stand below.
    pub page: String,
    pub title: String,
    pub language: Language,
}

impl Listed {
    fn new(list: List, page: String, title: impl Into<String>) -> Self {
        Self { list, page, title: title.into(), language: Language::ZhHans }
    }
}

/// The list whose page has this path; empty for everything.
pub async fn find(db: &Db, page: &str) -> Result<Listed, Failure> {
    let segments: Vec<&str> = page.split('/').skip(1).collect();
    match segments[..] {
        [] => Ok(Listed::new(List::All, String::new(), "全部作品")),
        ["languages", code] => {
            let language: Language = code.parse().map_err(|_| Failure::NotFound)?;
            Ok(Listed { language, ..Listed::new(List::Language(language), address::language(language), language.zh()) })
        }
        ["policies", slug] => {
            let slug: Slug = slug.parse().map_err(|_| Failure::NotFound)?;
            let row = db::policies::by_slug(db, slug.as_str()).await?.ok_or(Failure::NotFound)?;
            Ok(Listed::new(List::Policy(row.id), address::policy(&slug), format!("解读：{}", row.title)))
        }
        ["policies", slug, clause] => of_clause(db, slug, clause).await,
        [kind, name] => by_name(db, kind, name).await,
        _ => Err(Failure::NotFound),
    }
}

async fn of_clause(db: &Db, slug: &str, clause: &str) -> Result<Listed, Failure> {
    let slug: Slug = slug.parse().map_err(|_| Failure::NotFound)?;
    let clause: ClauseId = clause.parse().map_err(|_| Failure::NotFound)?;
    let row = db::policies::by_slug(db, slug.as_str()).await?.ok_or(Failure::NotFound)?;
    let found = db::clauses::outside(db, slug.as_str(), None, &clause).await?.ok_or(Failure::NotFound)?;
    let title = format!("解读：{} {} {}", row.title, found.label, found.heading);
    let page = address::clause(&slug, &clause);
    Ok(Listed::new(List::Clause { policy: row.id, version: row.current_version, clause }, page, title))
}

/// Lists named by one word: `/topics/short-video`.
async fn by_name(db: &Db, kind: &str, name: &str) -> Result<Listed, Failure> {
    let slug = || name.parse::<Slug>().map_err(|_| Failure::NotFound);
    Ok(match kind {
        "kinds" => {
            let kind: WorkKind = name.parse().map_err(|_| Failure::NotFound)?;
            Listed::new(List::Kind(kind), address::kind(kind), kind.zh())
        }
        "genres" => {
            let genre = name.parse().map_err(|_| Failure::NotFound)?;
            Listed::new(List::Genre(genre), address::genre(genre), genre.zh())
        }
        "audiences" => {
            let audience = name.parse().map_err(|_| Failure::NotFound)?;
            Listed::new(List::Audience(audience), address::audience(audience), audience.zh())
        }
        "topics" => {
            let row = db::vocabulary::topic(db, slug()?.as_str()).await?.ok_or(Failure::NotFound)?;
            Listed::new(List::Topic(slug()?), address::topic(&slug()?), row.name)
        }
        "campaigns" => {
            let row = db::vocabulary::campaign(db, slug()?.as_str()).await?.ok_or(Failure::NotFound)?;
            Listed::new(List::Campaign(slug()?), address::campaign(&slug()?), row.name)
        }
        "organisations" => {
            let row = db::organisations::by_slug(db, slug()?.as_str()).await?.ok_or(Failure::NotFound)?;
            Listed::new(List::Organisation(slug()?), address::organisation(&slug()?), row.name)
        }
        "people" => {
            let row = db::people::by_slug(db, slug()?.as_str()).await?.ok_or(Failure::NotFound)?;
            Listed::new(List::Person(slug()?), address::person(&slug()?), row.name)
        }
        _ => return Err(Failure::NotFound),
    })
}
