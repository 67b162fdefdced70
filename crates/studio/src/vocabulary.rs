//! The words that an account may use: closed lists, and entries of the vocabulary.

use crate::{Problem, Session, account::Named, allow};
use actix_web::web::{Data, Json};
use db::{Db, clauses, organisations, people, policies, vocabulary as entries};
use domain::{AiLabel, Audience, Genre, Language, Licence, Right, Role, Territory};
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct Term {
    code: &'static str,
    zh: &'static str,
}

#[derive(Serialize, ToSchema)]
pub struct PolicyClause {
    id: String,
    /// 四（二）5
    label: String,
    heading: String,
}

#[derive(Serialize, ToSchema)]
pub struct PolicyWords {
    slug: String,
    title: String,
    clauses: Vec<PolicyClause>,
}

#[derive(Serialize, ToSchema)]
pub struct Vocabulary {
    /// Those in which this account may write.
    organisations: Vec<Named>,
    people: Vec<Named>,
    topics: Vec<Named>,
    campaigns: Vec<Named>,
    channels: Vec<Named>,
    genres: Vec<Term>,
    audiences: Vec<Term>,
    licences: Vec<Term>,
    languages: Vec<Term>,
    /// By the two letters of ISO 3166-1.
    territories: Vec<String>,
    ai_labels: Vec<Term>,
    roles: Vec<Term>,
    policies: Vec<PolicyWords>,
}

macro_rules! terms {
    ($name:ty) => {
        <$name>::ALL.iter().map(|term| Term { code: term.code(), zh: term.zh() }).collect()
    };
}

/// All words at once; small enough, and asked for once.
#[utoipa::path(
    get, path = "/vocabulary", operation_id = "vocabulary", tag = "vocabulary", responses((status = 200, body = Vocabulary)),
)]
pub async fn vocabulary(session: Session, db: Data<Db>) -> Result<Json<Vocabulary>, Problem> {
    let own = allow::places(&session, Right::CreateWork);
    let own = |id: i64| own.as_ref().is_none_or(|ids| ids.contains(&id));
    let named = |slug: String, name: String| Named { slug, name };
    Ok(Json(Vocabulary {
        organisations: organisations::all(&db).await?.into_iter().filter(|o| own(o.id)).map(|o| named(o.slug, o.name)).collect(),
        people: people::all(&db).await?.into_iter().map(|p| named(p.slug, p.name)).collect(),
        topics: entries::topics(&db).await?.into_iter().map(|t| named(t.slug, t.name)).collect(),
        campaigns: entries::campaigns(&db).await?.into_iter().map(|c| named(c.slug, c.name)).collect(),
        channels: entries::channels(&db).await?.into_iter().map(|c| named(c.slug, c.name)).collect(),
        genres: terms!(Genre),
        audiences: terms!(Audience),
        licences: terms!(Licence),
        languages: Language::ALL.iter().map(|l| Term { code: l.code(), zh: l.zh() }).collect(),
        territories: Territory::all().map(String::from).collect(),
        ai_labels: terms!(AiLabel),
        roles: terms!(Role),
        policies: policy_words(&db).await?,
    }))
}

async fn policy_words(db: &Db) -> Result<Vec<PolicyWords>, Problem> {
    let mut words = Vec::new();
    for policy in policies::all(db).await? {
        let clauses = clauses::named(db, policy.id, policy.current_version).await?.into_iter();
        words.push(PolicyWords {
            slug: policy.slug,
            title: policy.title,
            clauses: clauses.map(|c| PolicyClause { id: c.clause, label: c.label, heading: c.heading }).collect(),
        });
    }
    Ok(words)
}
