//! The courses of an account, one of them, and the works that can be put into it.

use super::course;
use crate::{Problem, Session, account::Named, allow};
use actix_web::web::{Data, Json, Path, Query};
use db::{
    Db,
    courses::{self, CourseRow, CourseWork},
    organisations,
};
use domain::{Right, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Works that are offered.
const OFFERED: usize = 20;

#[derive(Serialize, ToSchema)]
pub struct CourseSummary {
    id: i64,
    slug: String,
    title: String,
    organisation: Named,
    /// Works of it that can be read.
    works: i64,
    public: bool,
    updated_at: String,
}

#[derive(Serialize, ToSchema)]
pub struct CourseList {
    courses: Vec<CourseSummary>,
    /// Where this account may make one.
    organisations: Vec<Named>,
}

/// The courses that this account may change, changed last first.
#[utoipa::path(get, path = "/courses", operation_id = "list_courses", tag = "courses", responses((status = 200, body = CourseList)))]
pub async fn list(session: Session, db: Data<Db>) -> Result<Json<CourseList>, Problem> {
    let places = allow::places(&session, Right::TendCourse);
    let courses = courses::of_organisations(&db, places.as_deref()).await?.into_iter().map(|row| CourseSummary {
        id: row.id,
        slug: row.slug,
        title: row.title,
        organisation: Named { slug: row.organisation_slug, name: row.organisation },
        works: row.works,
        public: row.published_at.is_some(),
        updated_at: Timestamp(row.updated_at).rfc3339(),
    });
    let may = |id: i64| places.as_ref().is_none_or(|ids| ids.contains(&id));
    let organisations = organisations::all(&db).await?.into_iter().filter(|one| may(one.id));
    let organisations = organisations.map(|one| Named { slug: one.slug, name: one.name }).collect();
    Ok(Json(CourseList { courses: courses.collect(), organisations }))
}

#[derive(Serialize, ToSchema)]
pub struct CourseStep {
    id: i64,
    slug: String,
    title: String,
    kind: String,
    minutes: i32,
    /// Readers find it withdrawn.
    gone: bool,
}

impl CourseStep {
    fn of(work: CourseWork) -> Self {
        let gone = work.state == "withdrawn";
        Self { id: work.id, slug: work.slug, title: work.title, kind: work.kind, minutes: work.minutes, gone }
    }
}

#[derive(Serialize, ToSchema)]
pub struct CourseDetail {
    id: i64,
    slug: String,
    /// Who changes it says which one they saw.
    version: i32,
    title: String,
    lead: String,
    /// The code of an audience; none: for everybody.
    #[schema(required)]
    audience: Option<String>,
    organisation: Named,
    public: bool,
    /// In their order.
    works: Vec<CourseStep>,
}

/// A course with its works.
#[utoipa::path(
    get, path = "/courses/{id}", operation_id = "get_course", tag = "courses", params(("id" = i64, Path)),
    responses((status = 200, body = CourseDetail), (status = 404)),
)]
pub async fn one(session: Session, db: Data<Db>, id: Path<i64>) -> Result<Json<CourseDetail>, Problem> {
    let row = course(&db, &session, *id).await?;
    Ok(Json(detail(&db, row).await?))
}

/// As it is told after each change.
pub async fn detail(db: &Db, row: CourseRow) -> Result<CourseDetail, Problem> {
    let works = courses::works(db, row.id).await?.into_iter().map(CourseStep::of).collect();
    Ok(CourseDetail {
        id: row.id,
        slug: row.slug,
        version: row.version,
        title: row.title,
        lead: row.lead,
        audience: row.audience,
        organisation: Named { slug: row.organisation_slug, name: row.organisation },
        public: row.published_at.is_some(),
        works,
    })
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Words of the title.
    q: String,
}

#[derive(Serialize, ToSchema)]
pub struct Candidates {
    works: Vec<CourseStep>,
}

/// Published works whose title has these words.
#[utoipa::path(
    get, path = "/courses/candidates", operation_id = "course_candidates", tag = "courses", params(Asked),
    responses((status = 200, body = Candidates)),
)]
pub async fn candidates(_: Session, db: Data<Db>, asked: Query<Asked>) -> Result<Json<Candidates>, Problem> {
    let works = courses::candidates(&db, asked.q.trim(), OFFERED).await?;
    Ok(Json(Candidates { works: works.into_iter().map(CourseStep::of).collect() }))
}
