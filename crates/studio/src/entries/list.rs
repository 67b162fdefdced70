//! All entries of a kind, with what this account may do to each.

use super::{kind::Kind, may::may};
use crate::{Problem, Session, allow};
use actix_web::web::{Data, Json, Path};
use db::{Db, organisations};
use domain::Right;
use editorial::{VocabularyEntry, read_vocabulary};
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct EntryItem {
    /// The entry as files give it, see docs/works-format.md.
    #[schema(value_type = Object)]
    entry: VocabularyEntry,
    /// What it says, in few characters: sent back by who changes it.
    digest: String,
    may_edit: bool,
}

#[derive(Serialize, ToSchema)]
pub struct EntryList {
    entries: Vec<EntryItem>,
    /// Whether this account may add one somewhere.
    may_add: bool,
    /// Organisations in which, or below which, it may.
    places: Vec<String>,
}

/// Entries of a kind: public facts, so whoever is signed in sees them all.
#[utoipa::path(
    get, path = "/vocabulary/{kind}", operation_id = "list_entries", tag = "vocabulary",
    params(("kind" = String, Path, description = "organisations, people, topics, campaigns or terms")),
    responses((status = 200, body = EntryList), (status = 404)),
)]
pub async fn list(session: Session, db: Data<Db>, kind: Path<String>) -> Result<Json<EntryList>, Problem> {
    let kind = Kind::of(&kind)?;
    let all = organisations::all(&db).await?;
    let right = match kind {
        Kind::People => Some(Right::TendPerson),
        Kind::Organisations => Some(Right::TendOrganisation),
        Kind::Topics | Kind::Campaigns | Kind::Terms => None,
    };
    let within = |id: i64| right.is_some_and(|right| allow::at(&session, id, right));
    let places: Vec<String> = all.iter().filter(|row| within(row.id)).map(|row| row.slug.clone()).collect();
    let item =
        |entry: VocabularyEntry| EntryItem { may_edit: may(&session, &all, Some(&entry), None), digest: entry.digest(), entry };
    let entries = kind.entries(read_vocabulary(&db).await?).into_iter().map(item).collect();
    Ok(Json(EntryList { entries, may_add: session.account.admin || !places.is_empty(), places }))
}
