//! A time for an approved work, and what undoes it.

use crate::{Problem, Session, allow, clock, works::Work, works::again};
use actix_web::web::{Data, Json, Path};
use db::Db;
use domain::{Right, Timestamp};
use editorial::Schedule as Act;
use serde::Deserialize;
use utoipa::ToSchema;

/// Characters of a reason.
const LONGEST: usize = 4000;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// RFC 3339, or a minute of Beijing such as 2026-12-01 09:00.
    at: String,
    /// Not before that, not even by hand.
    #[serde(default)]
    embargo: bool,
}

/// Sets the time at which it goes out, or moves it.
#[utoipa::path(
    put, path = "/works/{id}/schedule", operation_id = "schedule_work", tag = "schedules", params(("id" = i64, Path)),
    request_body = Schedule, responses((status = 200, body = Work), (status = 403), (status = 404), (status = 422)),
)]
pub async fn schedule(session: Session, db: Data<Db>, id: Path<i64>, body: Json<Schedule>) -> Result<Json<Work>, Problem> {
    allow::work(&db, &session, *id, Right::PublishWork).await?;
    let Schedule { at, embargo } = body.into_inner();
    let at: Timestamp = at.trim().parse().map_err(|_| Problem::unprocessable("时间请写成 2026-12-01 09:00。"))?;
    // To the minute: what is shown is what is kept.
    let act = Act { account: session.account.id, work: *id, at: Timestamp(at.0.div_euclid(60_000) * 60_000), embargo };
    editorial::schedule(&session.acting(&db), clock::now(), act).await?;
    again(&db, &session, *id).await
}

/// It does not go out by itself any more.
#[utoipa::path(
    delete, path = "/works/{id}/schedule", operation_id = "call_off_schedule", tag = "schedules", params(("id" = i64, Path)),
    responses((status = 200, body = Work), (status = 403), (status = 404), (status = 422)),
)]
pub async fn call_off(session: Session, db: Data<Db>, id: Path<i64>) -> Result<Json<Work>, Problem> {
    allow::work(&db, &session, *id, Right::CallOffSchedule).await?;
    editorial::call_off(&session.acting(&db), clock::now(), *id).await?;
    again(&db, &session, *id).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeBack {
    /// Why; the authors read it.
    note: String,
}

/// A reviewer takes their own pass back: the submission is returned.
#[utoipa::path(
    post, path = "/works/{id}/take-back", operation_id = "take_back_review", tag = "schedules", params(("id" = i64, Path)),
    request_body = TakeBack, responses((status = 200, body = Work), (status = 403), (status = 404), (status = 422)),
)]
pub async fn take_back(session: Session, db: Data<Db>, id: Path<i64>, body: Json<TakeBack>) -> Result<Json<Work>, Problem> {
    allow::work(&db, &session, *id, Right::TakeBackReview).await?;
    if body.note.chars().count() > LONGEST {
        return Err(Problem::unprocessable(format!("原因不超过 {LONGEST} 个字。")));
    }
    editorial::take_back_pass(&session.acting(&db), clock::now(), *id, session.account.id, &body.note).await?;
    again(&db, &session, *id).await
}
