//! A course is begun, changed, made public, removed.

use super::{
    course,
    list::{CourseDetail, detail},
};
use crate::{Problem, Session, allow, clock};
use actix_web::{
    HttpResponse,
    web::{Data, Json, Path},
};
use db::Db;
use domain::{Audience, Right, Slug};
use editorial::{CourseChange, NewCourse};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CourseBeginning {
    /// The slug of the organisation.
    organisation: String,
    /// Of its address; it never changes.
    slug: String,
    title: String,
}

#[derive(Serialize, ToSchema)]
pub struct CourseBegun {
    id: i64,
}

/// Begins a course in an organisation; nobody outside the studio sees it yet.
#[utoipa::path(
    post, path = "/courses", operation_id = "create_course", tag = "courses", request_body = CourseBeginning,
    responses((status = 201, body = CourseBegun), (status = 403), (status = 422)),
)]
pub async fn create(session: Session, db: Data<Db>, body: Json<CourseBeginning>) -> Result<HttpResponse, Problem> {
    let CourseBeginning { organisation, slug, title } = body.into_inner();
    let place = allow::organisation(&db, &session, &organisation, Right::TendCourse).await?;
    let slug: Slug = slug.trim().parse().map_err(|_| {
        let most = Slug::MAX;
        Problem::unprocessable(format!(
            "网址名请用不超过 {most} 个小写字母、数字，词与词之间用一个短横线，例如 reading-the-plan。"
        ))
    })?;
    let new = NewCourse { organisation: place.id, slug, title: &title };
    let id = editorial::begin_course(&session.acting(&db), clock::now(), new).await?;
    Ok(HttpResponse::Created().json(CourseBegun { id }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CourseWanted {
    /// The one that was seen.
    version: i32,
    title: String,
    lead: String,
    /// The code of an audience; none: for everybody.
    audience: Option<String>,
    /// Ids of works, in their order.
    works: Vec<i64>,
    public: bool,
}

/// Changes a course; what is public changes at once.
#[utoipa::path(
    put, path = "/courses/{id}", operation_id = "change_course", tag = "courses", params(("id" = i64, Path)),
    request_body = CourseWanted, responses((status = 200, body = CourseDetail), (status = 404), (status = 409), (status = 422)),
)]
pub async fn change(
    session: Session,
    db: Data<Db>,
    id: Path<i64>,
    body: Json<CourseWanted>,
) -> Result<Json<CourseDetail>, Problem> {
    course(&db, &session, *id).await?;
    let CourseWanted { version, title, lead, audience, works, public } = body.into_inner();
    let audience = audience.filter(|code| !code.is_empty()).map(|code| code.parse::<Audience>()).transpose();
    let audience = audience.map_err(|_| Problem::unprocessable("没有这种人群，请重新选择。"))?;
    let change = CourseChange { id: *id, version, title: &title, lead: &lead, audience, works: &works, is_public: public };
    editorial::change_course(&session.acting(&db), clock::now(), change).await?;
    Ok(Json(detail(&db, course(&db, &session, *id).await?).await?))
}

/// Removes a course that the public does not see.
#[utoipa::path(
    delete, path = "/courses/{id}", operation_id = "remove_course", tag = "courses", params(("id" = i64, Path)),
    responses((status = 204), (status = 404), (status = 422)),
)]
pub async fn remove(session: Session, db: Data<Db>, id: Path<i64>) -> Result<HttpResponse, Problem> {
    course(&db, &session, *id).await?;
    editorial::remove_course(&session.acting(&db), clock::now(), *id).await?;
    Ok(HttpResponse::NoContent().finish())
}
