//! What readers searched for and did not find.

use super::span::Asked;
use crate::{Problem, Session, allow};
use actix_web::web::{Data, Json, Query};
use db::{Db, search_misses};
use domain::Right;
use serde::Serialize;
use utoipa::ToSchema;

/// Words that one or two people searched for may be about a person.
pub const LEAST: i64 = 3;
const MOST: usize = 100;

#[derive(Serialize, ToSchema)]
pub struct SearchMiss {
    words: String,
    searches: i64,
    /// The day of the last one.
    last: String,
}

#[derive(Serialize, ToSchema)]
pub struct SearchMisses {
    misses: Vec<SearchMiss>,
    /// Fewer searches than this for the same words are not told.
    least: i64,
}

/// Words that readers searched for in vain, the most frequent first. They are the site's, of no organisation.
#[utoipa::path(
    get, path = "/reports/searches", operation_id = "search_misses", tag = "reports", params(Asked),
    responses((status = 200, body = SearchMisses), (status = 400), (status = 403)),
)]
pub async fn searches(session: Session, db: Data<Db>, asked: Query<Asked>) -> Result<Json<SearchMisses>, Problem> {
    if allow::places(&session, Right::SeeReport).is_some_and(|places| places.is_empty()) {
        return Err(Problem::forbidden(format!("您没有“{}”的权限，请联系本组织的管理员。", Right::SeeReport.zh())));
    }
    let settled = asked.settle(&session, &db).await?;
    let found = search_misses::most(&db, settled.from, settled.until, LEAST, MOST).await?.into_iter();
    Ok(Json(SearchMisses {
        misses: found.map(|m| SearchMiss { words: m.words, searches: m.searches, last: m.last }).collect(),
        least: LEAST,
    }))
}
