//! `/suggest?q=`: what to offer while somebody types a search, as JSON.

use crate::{Failure, page::Page, popular::PopularQueries, search::still_found};
use actix_web::web::{self, Data, Query};
use anyhow::Context;
use db::{Db, listings};
use pages::address;
use search::{Fragment, Index, Suggestion, query_key};
use serde::{Deserialize, Serialize};

/// Lines under the field.
const LINES: usize = 8;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    q: String,
}

/// One line, and where it leads.
#[derive(Serialize)]
struct Line {
    text: String,
    /// Of the clause: 四（二）5; or what kind of line it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    href: String,
}

/// Of them, queries that many ask.
const POPULAR: usize = 2;

/// What stands before a term of the glossary.
const TERM: &str = "术语";
/// Of them, courses whose title has what was typed.
const COURSES: usize = 2;

pub async fn suggest(
    db: Data<Db>,
    index: Data<Index>,
    popular: Data<PopularQueries>,
    typed: Query<Typed>,
) -> Result<Page, Failure> {
    let typed = typed.into_inner().q;
    let courses = match query_key(&typed).is_empty() {
        true => Vec::new(),
        false => db::courses::titled(&db, typed.trim(), COURSES).await?,
    };
    let asked = if query_key(&typed).is_empty() { Vec::new() } else { still_found(&index, &popular, &typed, POPULAR).await? };
    let term = match query_key(&typed).is_empty() {
        true => None,
        false => term(&db, &typed).await?,
    };
    let found = web::block(move || index.suggest(&typed, LINES)).await.context("the search was interrupted")?;
    let found = found.map_err(anyhow::Error::from)?;
    let works: Vec<i64> =
        found.iter().filter_map(|one| if let Suggestion::Work { id, .. } = one { Some(*id) } else { None }).collect();
    let shown: Vec<i64> = listings::cards_by_id(&db, &works).await?.into_iter().map(|row| row.id).collect();
    let popular = asked.iter().map(|text| Line { href: address::search(text), label: None, text: text.clone() });
    let known = |text: &String| asked.contains(text);
    let lines = found.into_iter().filter_map(|one| match one {
        Suggestion::Words(text) if known(&text) => None,
        Suggestion::Words(text) => Some(Line { href: address::search(&text), label: None, text }),
        // A work that was withdrawn a moment ago is left out, whatever the index says.
        Suggestion::Work { id, slug, title } => {
            shown.contains(&id).then(|| Line { href: address::work(&slug), label: None, text: written(title) })
        }
        Suggestion::Clause { policy, clause, label, heading } => {
            Some(Line { href: address::clause(&policy, &clause), label: Some(label), text: written(heading) })
        }
    });
    let courses = courses
        .into_iter()
        .filter_map(|row| Some(Line { href: address::course(&row.slug.parse().ok()?), label: None, text: row.title }));
    let lines: Vec<Line> = popular.chain(term).chain(courses).chain(lines).take(LINES).collect();
    let text = serde_json::to_string(&lines).map_err(anyhow::Error::from)?;
    Ok(Page::new(actix_web::http::StatusCode::OK, "application/json; charset=utf-8", text))
}

/// The shortest term that begins with what was typed, or is written so otherwise.
async fn term(db: &Db, typed: &str) -> anyhow::Result<Option<Line>> {
    let typed = typed.trim().to_lowercase();
    let begins = |spelling: &String| spelling.to_lowercase().starts_with(&typed);
    let rows = db::terms::all(db).await?;
    let meant = rows.iter().filter(|row| std::iter::once(&row.name).chain(&row.also()).chain(&row.name_en).any(begins));
    let Some(row) = meant.min_by_key(|row| row.name.chars().count()) else { return Ok(None) };
    Ok(Some(Line { text: row.name.clone(), label: Some(TERM.to_owned()), href: address::term(&row.slug.parse()?) }))
}

fn written(fragments: Vec<Fragment>) -> String {
    fragments.into_iter().map(|fragment| fragment.text).collect()
}
