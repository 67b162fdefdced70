//! Where to subscribe.

use crate::{Failure, page::Page};
use actix_web::web::Data;
use db::{Db, listings};
use domain::{Audience, Genre, Language, WorkKind};
use pages::{FeedDirectory, FeedGroup, FeedLink, Site, address};
use std::collections::HashSet;

pub async fn feeds(db: Data<Db>, site: Data<Site>) -> Result<Page, Failure> {
    let t = site.words();
    let link = |title: &str, list: String| (title.to_owned(), FeedLink::new(list));
    let mut with_works = HashSet::new();
    // Not all lists: those of clauses are many, and are no feeds of their own.
    for prefix in ["genre:", "kind:", "organisation:", "person:"] {
        with_works.extend(listings::counts(&db, prefix).await?.into_keys().map(|name| format!("{prefix}{name}")));
    }
    let general = vec![link(t.all_works, String::new()), link("English", address::language(Language::En))];
    let genres = Genre::ALL.iter().filter(|g| with_works.contains(&format!("genre:{g}")));
    let kinds = WorkKind::ALL.iter().filter(|k| with_works.contains(&format!("kind:{k}")));
    let mut topics = Vec::new();
    for row in db::vocabulary::topics(&db).await? {
        topics.push(link(
            t.name(&row.name, row.name_en.as_deref()),
            address::topic(&row.slug.parse().map_err(anyhow::Error::from)?),
        ));
    }
    let mut policies = Vec::new();
    for row in db::policies::all(&db).await? {
        policies.push(link(&row.title, address::policy(&row.slug.parse().map_err(anyhow::Error::from)?)));
    }
    let mut organisations = Vec::new();
    for row in db::organisations::all(&db).await? {
        if with_works.contains(&format!("organisation:{}", row.slug)) {
            organisations.push(link(
                t.name(&row.name, row.name_en.as_deref()),
                address::organisation(&row.slug.parse().map_err(anyhow::Error::from)?),
            ));
        }
    }
    let mut campaigns = Vec::new();
    for row in db::vocabulary::campaigns(&db).await? {
        campaigns.push(link(
            t.name(&row.name, row.name_en.as_deref()),
            address::campaign(&row.slug.parse().map_err(anyhow::Error::from)?),
        ));
    }
    let mut people = Vec::new();
    for row in db::people::all(&db).await? {
        if with_works.contains(&format!("person:{}", row.slug)) {
            people.push(link(
                t.name(&row.name, row.name_en.as_deref()),
                address::person(&row.slug.parse().map_err(anyhow::Error::from)?),
            ));
        }
    }
    let groups = [
        (t.feeds_general, general),
        (t.feeds_by_policy, policies),
        (t.feeds_by_topic, topics),
        (t.feeds_by_audience, Audience::ALL.iter().map(|a| link(t.audience(a), address::audience(*a))).collect()),
        (t.feeds_by_kind, kinds.map(|k| link(t.kind(k), address::kind(*k))).collect()),
        (t.feeds_by_genre, genres.map(|g| link(t.genre(g), address::genre(*g))).collect()),
        (t.feeds_by_campaign, campaigns),
        (t.feeds_by_organisation, organisations),
        (t.feeds_by_person, people),
    ];
    let groups = groups.into_iter().filter(|(_, feeds): &(_, Vec<_>)| !feeds.is_empty());
    let groups = groups.map(|(title, feeds)| FeedGroup { title: title.to_owned(), feeds }).collect();
    Ok(Page::html(FeedDirectory { site: &site, groups }.render()))
}
