//! Course lists: works in an order, put together by who may in an organisation.
//!
//! Absent from here: what a course may hold (`editorial`).

mod change;
mod list;

use crate::{Problem, Session, allow};
use actix_web::web::{ServiceConfig, delete, get, post, put, resource};
use db::{
    Db,
    courses::{self, CourseRow},
};
use domain::Right;
use utoipa::OpenApi;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/courses").route(get().to(list::list)).route(post().to(change::create)))
        .service(resource("/courses/candidates").route(get().to(list::candidates)))
        .service(
            resource("/courses/{id}")
                .route(get().to(list::one))
                .route(put().to(change::change))
                .route(delete().to(change::remove)),
        );
}

#[derive(OpenApi)]
#[openapi(paths(list::list, list::candidates, list::one, change::create, change::change, change::remove))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}

/// The course, where this account may put works into it.
///
/// # Errors
/// 404 otherwise: one that is not public is not shown.
async fn course(db: &Db, session: &Session, id: i64) -> Result<CourseRow, Problem> {
    let row = courses::by_id(db, id).await?;
    row.filter(|row| allow::at(session, row.organisation_id, Right::TendCourse)).ok_or_else(Problem::not_found)
}
