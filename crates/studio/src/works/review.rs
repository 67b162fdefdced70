//! One review of a submission.

use super::{Work, shape::again};
use crate::{Problem, Session, allow, clock};
use actix_web::web::{Data, Json, Path};
use db::Db;
use domain::{ReviewStage, Right, Verdict};
use editorial::Said;
use serde::Deserialize;
use utoipa::ToSchema;

/// Characters of a note.
const LONGEST: usize = 4000;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// first, second, final or scientific
    stage: String,
    /// pass or return
    verdict: String,
    /// What is to be done; a return needs one.
    #[serde(default)]
    note: String,
}

/// Passes a submission on, or gives it back.
#[utoipa::path(
    post, path = "/works/{id}/reviews", operation_id = "review_work", tag = "works", params(("id" = i64, Path)),
    request_body = Review, responses((status = 200, body = Work), (status = 403), (status = 404), (status = 422)),
)]
pub async fn review(session: Session, db: Data<Db>, id: Path<i64>, body: Json<Review>) -> Result<Json<Work>, Problem> {
    let Review { stage, verdict, note } = body.into_inner();
    let stage: ReviewStage = stage.parse().map_err(|_| Problem::bad_request("没有这种审核。"))?;
    allow::work(&db, &session, *id, Right::review(stage)).await?;
    let verdict: Verdict = verdict.parse().map_err(|_| Problem::unprocessable("审核结论只能是通过或退回。"))?;
    if note.chars().count() > LONGEST {
        return Err(Problem::unprocessable(format!("审核意见不超过 {LONGEST} 个字。")));
    }
    let said = Said { account: session.account.id, work: *id, stage, verdict, note: &note };
    editorial::review(&session.acting(&db), clock::now(), said).await?;
    again(&db, &session, *id).await
}
