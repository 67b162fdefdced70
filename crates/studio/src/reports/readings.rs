//! What was read, how often to its end, and how often copies on other sites were opened.

use super::span::Asked;
use crate::{Problem, Session};
use actix_web::web::{Data, Json, Query};
use db::{Db, readings, reprints};
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
pub struct ReprintReadings {
    id: i64,
    slug: String,
    title: String,
    organisation: String,
    /// Of the site that shows the copy; empty where it does not say.
    host: String,
    views: u64,
}

#[derive(Serialize, ToSchema)]
pub struct ReadingReport {
    /// The most read ones, at most a hundred.
    works: Vec<WorkReadings>,
    /// How many works were read at all, and how often all of them.
    read: u64,
    views: u64,
    completions: u64,
    /// The copies opened most, at most a hundred.
    reprints: Vec<ReprintReadings>,
    /// How many works have copies that were opened, on how many sites that say so, and how often all of them.
    reprinted: u64,
    reprint_hosts: u64,
    reprint_views: u64,
}

/// How often the works of the organisations and their copies on other sites were opened, the most read ones first.
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
    let copied = reprints::all(&db, &span, from, until).await?;
    let copies = reprints::most(&db, &span, from, until, MOST).await?.into_iter().map(|row| ReprintReadings {
        id: row.id,
        slug: row.slug,
        title: row.title,
        organisation: row.organisation,
        host: row.host,
        views: row.views as u64,
    });
    Ok(Json(ReadingReport {
        works: works.collect(),
        read: all.works as u64,
        views: all.views as u64,
        completions: all.completions as u64,
        reprints: copies.collect(),
        reprinted: copied.works as u64,
        reprint_hosts: copied.hosts as u64,
        reprint_views: copied.views as u64,
    }))
}
