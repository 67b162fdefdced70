//! What was opened, read to the end, and opened as a copy elsewhere.

use crate::{
    Problem, Session,
    account::Named,
    allow,
    reports::{Asked, Settled},
};
use actix_web::web::{Data, Json, Query};
use db::{
    Db,
    analytics::{self, Reads},
    organisations,
};
use domain::Right;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Works and hosts that are told.
const MOST: usize = 100;

#[derive(Deserialize)]
pub struct Wanted {
    #[serde(flatten)]
    pub asked: Asked,
    /// The id of one work.
    pub work: Option<String>,
    /// Copies on one host; `-` for those that do not say where they stand.
    pub host: Option<String>,
}

/// What it comes to.
pub struct Narrowed {
    pub settled: Settled,
    pub reads: Reads,
    /// Of the one work.
    pub title: Option<String>,
}

impl Wanted {
    /// # Errors
    /// 404 where the work is of none of the organisations, 400 and 403 as [`Asked::settle`].
    pub async fn narrow(&self, session: &Session, db: &Db) -> Result<Narrowed, Problem> {
        let settled = self.asked.settle(session, db).await?;
        let organisations: Vec<i64> = settled.organisations.iter().map(|one| one.id).collect();
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let work = given(&self.work).map(|id| id.parse::<i64>()).transpose().map_err(|_| Problem::not_found())?;
        let title = match work {
            Some(id) => Some(analytics::title(db, &organisations, id).await?.ok_or_else(Problem::not_found)?),
            None => None,
        };
        let host = given(&self.host).map(|host| if host == "-" { String::new() } else { host });
        let reads = Reads { organisations, from: settled.from, until: settled.until, work, host };
        Ok(Narrowed { settled, reads, title })
    }
}

#[derive(Serialize, ToSchema)]
pub struct DayCounts {
    day: String,
    views: i64,
    /// The end of the text came into view.
    completions: i64,
    /// Openings of copies on other sites.
    reprints: i64,
}

#[derive(Serialize, ToSchema)]
pub struct WorkCounts {
    id: i64,
    slug: String,
    title: String,
    organisation: String,
    views: i64,
    completions: i64,
    reprints: i64,
}

#[derive(Serialize, ToSchema)]
pub struct HostCounts {
    /// Empty where the copies do not say where they stand.
    host: String,
    works: i64,
    reprints: i64,
}

#[derive(Serialize, ToSchema)]
pub struct ReadAnalytics {
    from: String,
    until: String,
    /// Where this account may ask.
    organisations: Vec<Named>,
    /// The title of the one work that was asked about.
    #[schema(required)]
    work: Option<String>,
    /// How many works, and all of them together.
    read: i64,
    views: i64,
    completions: i64,
    reprints: i64,
    /// Days on which nothing was counted are left out.
    days: Vec<DayCounts>,
    /// The most opened ones, at most a hundred.
    works: Vec<WorkCounts>,
    hosts: Vec<HostCounts>,
}

/// How the works of the organisations were read: by day, by work, by the place of copies.
#[utoipa::path(
    get, path = "/analytics", operation_id = "analytics", tag = "reports",
    params(Asked, ("work" = Option<String>, Query, description = "the id of one work"),
        ("host" = Option<String>, Query, description = "copies on one host; - for those that do not say")),
    responses((status = 200, body = ReadAnalytics), (status = 400), (status = 403), (status = 404)),
)]
pub async fn reads(session: Session, db: Data<Db>, wanted: Query<Wanted>) -> Result<Json<ReadAnalytics>, Problem> {
    let Narrowed { settled, reads, title } = wanted.narrow(&session, &db).await?;
    let all = analytics::all(&db, &reads).await?;
    let days = analytics::by_day(&db, &reads).await?.into_iter();
    let works = analytics::by_work(&db, &reads, MOST).await?.into_iter();
    let hosts = analytics::by_host(&db, &reads, MOST).await?.into_iter();
    Ok(Json(ReadAnalytics {
        from: settled.from.to_string(),
        until: settled.until.to_string(),
        organisations: places(&session, &db).await?,
        work: title,
        read: all.works,
        views: all.views,
        completions: all.completions,
        reprints: all.reprints,
        days: days
            .map(|one| DayCounts { day: one.day, views: one.views, completions: one.completions, reprints: one.reprints })
            .collect(),
        works: works
            .map(|one| WorkCounts {
                id: one.id,
                slug: one.slug,
                title: one.title,
                organisation: one.organisation,
                views: one.views,
                completions: one.completions,
                reprints: one.reprints,
            })
            .collect(),
        hosts: hosts.map(|one| HostCounts { host: one.host, works: one.works, reprints: one.reprints }).collect(),
    }))
}

async fn places(session: &Session, db: &Db) -> Result<Vec<Named>, Problem> {
    let rows = match allow::places(session, Right::SeeReport) {
        Some(ids) => organisations::by_ids(db, &ids).await?,
        None => organisations::all(db).await?,
    };
    Ok(rows.into_iter().map(|row| Named { slug: row.slug, name: row.name }).collect())
}
