//! Words that a house does not use.

use crate::{Problem, Session, account::Named, allow, clock};
use actix_web::{
    HttpResponse,
    web::{Data, Json, Path, Query},
};
use db::{Db, house_words, organisations};
use domain::{Right, Timestamp};
use editorial::{NewHouseWord, built_in_words};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct OfWhich {
    /// The slug of an organisation; absent: the first one that this account may see the words of.
    organisation: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct WordOfHouse {
    word: String,
    reason: String,
    /// What to write in its place.
    #[schema(required)]
    instead: Option<String>,
    /// Who keeps it: this organisation, or one above it.
    organisation: Named,
    by: String,
    at: String,
}

#[derive(Serialize, ToSchema)]
pub struct WordEverywhere {
    word: String,
    reason: String,
    #[schema(required)]
    instead: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct HouseWords {
    /// Those whose words this account may see.
    organisations: Vec<Named>,
    /// Whose words follow; null where the account has no role anywhere.
    #[schema(required)]
    organisation: Option<String>,
    may_edit: bool,
    words: Vec<WordOfHouse>,
    /// What holds without anybody having entered it.
    built_in: Vec<WordEverywhere>,
}

/// The words that an organisation does not use: its own list, those of the organisations above it, and what holds everywhere.
#[utoipa::path(
    get, path = "/words", operation_id = "list_words", tag = "words", params(OfWhich),
    responses((status = 200, body = HouseWords), (status = 403), (status = 422)),
)]
pub async fn list(session: Session, db: Data<Db>, asked: Query<OfWhich>) -> Result<Json<HouseWords>, Problem> {
    let places = allow::places(&session, Right::SeeWords);
    let mut seen = organisations::all(&db).await?;
    seen.retain(|row| places.as_ref().is_none_or(|ids| ids.contains(&row.id)));
    let place = match &asked.organisation {
        Some(slug) => Some(allow::organisation(&db, &session, slug, Right::SeeWords).await?),
        None => seen.first().cloned(),
    };
    let rows = match &place {
        Some(place) => house_words::of_organisation(&db, place.id).await?,
        None => Vec::new(),
    };
    let word = |row: house_words::HouseWordRow| WordOfHouse {
        word: row.word,
        reason: row.reason,
        instead: row.instead,
        organisation: Named { slug: row.organisation, name: row.organisation_name },
        by: row.by_name,
        at: Timestamp(row.at).rfc3339(),
    };
    let built_in = built_in_words().into_iter();
    Ok(Json(HouseWords {
        may_edit: place.as_ref().is_some_and(|place| session.account.admin || allow::at(&session, place.id, Right::TendWords)),
        organisation: place.map(|place| place.slug),
        organisations: seen.into_iter().map(|row| Named { slug: row.slug, name: row.name }).collect(),
        words: rows.into_iter().map(word).collect(),
        built_in: built_in.map(|w| WordEverywhere { word: w.word, reason: w.reason, instead: w.instead }).collect(),
    }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WordPut {
    word: String,
    reason: String,
    #[serde(default)]
    instead: Option<String>,
}

/// Adds a word to the list of an organisation, or says something else of it.
#[utoipa::path(
    put, path = "/organisations/{slug}/words", operation_id = "put_word", tag = "words", params(("slug" = String, Path)),
    request_body = WordPut, responses((status = 204), (status = 403), (status = 422)),
)]
pub async fn put(session: Session, db: Data<Db>, slug: Path<String>, body: Json<WordPut>) -> Result<HttpResponse, Problem> {
    let place = allow::organisation(&db, &session, &slug, Right::TendWords).await?;
    let WordPut { word, reason, instead } = body.into_inner();
    let new = NewHouseWord { word: &word, reason: &reason, instead: instead.as_deref() };
    editorial::put_house_word(&session.acting(&db), clock::now(), session.account.id, &place, new).await?;
    Ok(HttpResponse::NoContent().finish())
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct WhichWord {
    word: String,
}

/// Takes a word off the list of an organisation.
#[utoipa::path(
    delete, path = "/organisations/{slug}/words", operation_id = "remove_word", tag = "words",
    params(("slug" = String, Path), WhichWord), responses((status = 204), (status = 403), (status = 422)),
)]
pub async fn remove(
    session: Session,
    db: Data<Db>,
    slug: Path<String>,
    which: Query<WhichWord>,
) -> Result<HttpResponse, Problem> {
    let place = allow::organisation(&db, &session, &slug, Right::TendWords).await?;
    editorial::remove_house_word(&session.acting(&db), clock::now(), &place, &which.word).await?;
    Ok(HttpResponse::NoContent().finish())
}
