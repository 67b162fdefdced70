//! Where a published work has gone already: what its withdrawal will reach.

use crate::{Problem, Session, account::Named, allow};
use actix_web::web::{Data, Json, Path};
use anyhow::Context;
use db::{Db, clause_links, vocabulary, work_parts, works};
use domain::{Language, Right, Role, Slug};
use pages::address;
use serde::Serialize;
use utoipa::ToSchema;

/// A feed that carries the work.
#[derive(Serialize, ToSchema)]
pub struct FeedReached {
    name: String,
    address: String,
}

/// The same work in another language.
#[derive(Serialize, ToSchema)]
pub struct SisterReached {
    slug: String,
    title: String,
    language: String,
    language_zh: &'static str,
}

#[derive(Default, Serialize, ToSchema)]
pub struct Reach {
    /// They say at their next reading that it was withdrawn.
    feeds: Vec<FeedReached>,
    sisters: Vec<SisterReached>,
    channels: Vec<Named>,
}

/// The feeds, languages and channels that have a published work.
#[utoipa::path(
    get, path = "/works/{id}/reach", operation_id = "reach_of_work", tag = "works", params(("id" = i64, Path)),
    responses((status = 200, body = Reach), (status = 403), (status = 404)),
)]
pub async fn reach(session: Session, db: Data<Db>, id: Path<i64>) -> Result<Json<Reach>, Problem> {
    let desk = allow::work(&db, &session, *id, Right::WithdrawWork).await?;
    if desk.published_revision.is_none() {
        return Ok(Json(Reach::default()));
    }
    let published = works::published(&db, desk.id).await?.ok_or_else(Problem::not_found)?;
    let (content, parts) = (published.revision.content, work_parts::of_work(&db, desk.id).await?);
    let mut feeds = vec![feed(content.language.zh(), address::language(content.language))];
    // A translation is in the feed of its language alone.
    if content.translation_of.is_none() {
        feeds.push(feed("全部作品", String::new()));
        feeds.push(feed(content.genre.zh(), address::genre(content.genre)));
        feeds.extend(content.audiences.iter().map(|a| feed(a.zh(), address::audience(*a))));
        for (named, page) in [
            (&parts.topics, address::topic as fn(&Slug) -> String),
            (&parts.campaigns, address::campaign),
            (&parts.organisations, address::organisation),
        ] {
            for one in named {
                feeds.push(feed(&one.name, page(&slug(&one.slug)?)));
            }
        }
        for one in parts.people.iter().filter(|p| !p.role().is_ok_and(|role| role == Role::Editor)) {
            feeds.push(feed(&one.name, address::person(&slug(&one.slug)?)));
        }
        for link in clause_links::of_work(&db, desk.id).await? {
            let policy = slug(&link.policy_slug)?;
            let clause = link.clause.parse().context("a clause of a link")?;
            let name = format!("{} {}", link.policy_title, link.label.unwrap_or(link.clause));
            feeds.push(feed(&link.policy_title, address::policy(&policy)));
            feeds.push(feed(&name, address::clause(&policy, &clause)));
        }
    }
    let mut seen = std::collections::HashSet::new();
    feeds.retain(|feed| seen.insert(feed.address.clone()));
    let channels =
        vocabulary::channels(&db).await?.into_iter().filter(|c| content.channels.iter().any(|own| own.as_str() == c.slug));
    let sisters = parts.sisters.into_iter().map(|s| SisterReached {
        language_zh: s.language.parse::<Language>().map_or("", Language::zh),
        slug: s.slug,
        title: s.title,
        language: s.language,
    });
    Ok(Json(Reach {
        feeds,
        sisters: sisters.collect(),
        channels: channels.map(|c| Named { slug: c.slug, name: c.name }).collect(),
    }))
}

fn slug(text: &str) -> Result<Slug, Problem> {
    Ok(text.parse().context("a slug that is stored")?)
}

fn feed(name: &str, page: String) -> FeedReached {
    FeedReached { name: name.to_owned(), address: format!("{page}/feed.atom") }
}
