//! Searches without a result, by words and by day. They are the site's, of no organisation.

use crate::{
    Problem, Session, allow,
    reports::{Asked, LEAST_SEARCHES},
};
use actix_web::web::{Data, Json, Query};
use db::{Db, analytics, search_misses};
use domain::{Day, Right};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Words that are told.
const MOST: usize = 100;

#[derive(Deserialize)]
pub struct Wanted {
    #[serde(flatten)]
    asked: Asked,
    /// Only these words.
    words: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct WordSearches {
    pub words: String,
    pub searches: i64,
    /// The day of the last one.
    pub last: String,
}

#[derive(Serialize, ToSchema)]
pub struct SearchDay {
    day: String,
    searches: i64,
}

#[derive(Serialize, ToSchema)]
pub struct SearchAnalytics {
    days: Vec<SearchDay>,
    /// The most frequent ones, at most a hundred.
    words: Vec<WordSearches>,
    /// Fewer searches than this for the same words are not told.
    least: i64,
}

/// What readers searched for in vain.
#[utoipa::path(
    get, path = "/analytics/searches", operation_id = "search_analytics", tag = "reports",
    params(Asked, ("words" = Option<String>, Query, description = "only these words")),
    responses((status = 200, body = SearchAnalytics), (status = 400), (status = 403)),
)]
pub async fn searches(session: Session, db: Data<Db>, wanted: Query<Wanted>) -> Result<Json<SearchAnalytics>, Problem> {
    may(&session)?;
    let settled = wanted.asked.settle(&session, &db).await?;
    let words = wanted.words.as_deref().filter(|words| !words.is_empty());
    let days = analytics::searches_by_day(&db, settled.from, settled.until, words, LEAST_SEARCHES).await?;
    let mut found = most(&db, settled.from, settled.until).await?;
    found.retain(|one| words.is_none_or(|words| one.words == words));
    let days = days.into_iter().map(|one| SearchDay { day: one.day, searches: one.searches }).collect();
    Ok(Json(SearchAnalytics { days, words: found, least: LEAST_SEARCHES }))
}

/// Whoever may see a report anywhere.
///
/// # Errors
/// 403
pub fn may(session: &Session) -> Result<(), Problem> {
    match allow::places(session, Right::SeeReport).is_some_and(|places| places.is_empty()) {
        true => Err(Problem::forbidden(format!("您没有“{}”的权限，请联系本组织的管理员。", Right::SeeReport.zh()))),
        false => Ok(()),
    }
}

pub async fn most(db: &Db, from: Day, until: Day) -> Result<Vec<WordSearches>, Problem> {
    let found = search_misses::most(db, from, until, LEAST_SEARCHES, MOST).await?.into_iter();
    Ok(found.map(|one| WordSearches { words: one.words, searches: one.searches, last: one.last }).collect())
}
