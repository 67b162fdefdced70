//! What was read, and how often to its end.

use super::span::Asked;
use crate::{Problem, Session};
use actix_web::web::{Data, Json, Query};
use db::{Db, readings};
use serde::Serialize;
use utoipa::ToSchema;

const MOST: usize = 100;

#[derive(Serialize, ToSchema)]
pub struct WorkReadings {
    id: i64,
    slug: String,
    title: String,
    organisation: String,
    views: u64,
    /// The end of the text came into view.
    completions: u64,
}

#[derive(Serialize, ToSchema)]
pub struct ReadingReport {
    /// The most read ones, at most a hundred.
    works: Vec<WorkReadings>,
    /// How many works were read at all, and how often all of them.
    read: u64,
    views: u64,
    completions: u64,
}

/// How often the works of the organisations were opened and read to their end, the most read ones first.
#[utoipa::path(
    get, path = "/reports/readings", operation_id = "report_readings", tag = "reports", params(Asked),
    responses((status = 200, body = ReadingReport), (status = 400), (status = 403)),
)]
pub async fn readings(session: Session, db: Data<Db>, asked: Query<Asked>) -> Result<Json<ReadingReport>, Problem> {
    let settled = asked.settle(&session, &db).await?;
    let (span, from, until) = (settled.span(), settled.from, settled.until);
    let all = readings::all(&db, &span, from, until).await?;
    let works = readings::most(&db, &span, from, until, MOST).await?.into_iter().map(|row| WorkReadings {
        id: row.id,
        slug: row.slug,
        title: row.title,
        organisation: row.organisation,
        views: row.views as u64,
        completions: row.completions as u64,
    });
    Ok(Json(ReadingReport {
        works: works.collect(),
        read: all.works as u64,
        views: all.views as u64,
        completions: all.completions as u64,
    }))
}
