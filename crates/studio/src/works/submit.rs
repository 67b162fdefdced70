//! Handing in, taking back, publishing.

use super::{
    Work,
    shape::{again, faults},
};
use crate::{Problem, Session, allow, clock};
use actix_web::web::{Data, Json, Path};
use db::Db;
use domain::Right;
use editorial::{ForcePublish, Published, Submission};
use serde::Deserialize;
use utoipa::ToSchema;

/// Hands the working copy in for review, where nothing is wrong with it.
#[utoipa::path(
    post, path = "/works/{id}/submit", operation_id = "submit_work", tag = "works", params(("id" = i64, Path)),
    responses((status = 200, body = Work), (status = 403), (status = 404), (status = 422, body = crate::problem::ProblemDocument)),
)]
pub async fn submit(session: Session, db: Data<Db>, id: Path<i64>) -> Result<Json<Work>, Problem> {
    allow::work(&db, &session, *id, Right::SubmitWork).await?;
    let newest = editorial::newest(&db, *id).await?.ok_or_else(Problem::not_found)?;
    let checked = editorial::check_work(&db, &newest.content, &newest.body).await?;
    let body = match checked.body {
        Some(body) if checked.faults.is_empty() => body,
        _ => return Err(Problem::faults(faults(checked.faults))),
    };
    editorial::prepare_original(&db, clock::now(), &newest.content).await?;
    let submission =
        Submission { account: session.account.id, work: *id, version: newest.version, content: newest.content, body };
    editorial::submit(&session.acting(&db), clock::now(), submission).await?;
    again(&db, &session, *id).await
}

/// Takes it back before it is published.
#[utoipa::path(
    post, path = "/works/{id}/recall", operation_id = "recall_work", tag = "works", params(("id" = i64, Path)),
    responses((status = 200, body = Work), (status = 403), (status = 404)),
)]
pub async fn recall(session: Session, db: Data<Db>, id: Path<i64>) -> Result<Json<Work>, Problem> {
    allow::work(&db, &session, *id, Right::RecallWork).await?;
    editorial::recall(&session.acting(&db), clock::now(), *id).await?;
    again(&db, &session, *id).await
}

/// Publishes what three people have passed. Where something else was published meanwhile, the two are put together first: the
/// work that is answered is then under review once more, or returned.
#[utoipa::path(
    post, path = "/works/{id}/publish", operation_id = "publish_work", tag = "works", params(("id" = i64, Path)),
    responses((status = 200, body = Work), (status = 403), (status = 404), (status = 422)),
)]
pub async fn publish(session: Session, db: Data<Db>, id: Path<i64>) -> Result<Json<Work>, Problem> {
    let desk = allow::work(&db, &session, *id, Right::PublishWork).await?;
    let published = editorial::publish_submission(&session.acting(&db), clock::now(), *id).await?;
    // A correction that went out is over: what it corrected is what there is to see.
    again(&db, &session, desk.corrects.filter(|_| published == Published::Out).unwrap_or(*id)).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Force {
    /// Why it cannot wait; it stands in the audit log.
    reason: String,
}

/// Publishes what is under review before its reviews, where the organisation allows that; they go on.
#[utoipa::path(
    post, path = "/works/{id}/force-publish", operation_id = "force_publish_work", tag = "works", params(("id" = i64, Path)),
    request_body = Force, responses((status = 200, body = Work), (status = 403), (status = 404), (status = 422)),
)]
pub async fn force(session: Session, db: Data<Db>, id: Path<i64>, body: Json<Force>) -> Result<Json<Work>, Problem> {
    allow::work(&db, &session, *id, Right::ForcePublish).await?;
    let act = ForcePublish { account: session.account.id, work: *id, reason: &body.reason };
    editorial::force_publish(&session.acting(&db), clock::now(), act).await?;
    again(&db, &session, *id).await
}
