//! Answering a report; the reader sees it under the receipt at once.

use super::one::{self, ReaderReportDetail};
use crate::{Problem, Session, allow, clock};
use actix_web::web::{Data, Json, Path};
use db::{Db, reader_reports};
use domain::{ReportState, Right};
use editorial::ReportAnswer;
use serde::Deserialize;
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReaderReportAnswer {
    /// handling, corrected or declined
    state: String,
    /// For the reader: why not; or, of a policy, what was corrected.
    #[serde(default)]
    words: String,
    /// The notice of the work that tells of the correction.
    correction: Option<i64>,
}

/// Takes a report up, says that it led to a correction, or why it did not.
#[utoipa::path(
    put, path = "/reader-reports/{id}", operation_id = "answer_reader_report", tag = "reader-reports", params(("id" = i64, Path)),
    request_body = ReaderReportAnswer,
    responses((status = 200, body = ReaderReportDetail), (status = 403), (status = 404), (status = 422)),
)]
pub async fn answer(
    session: Session,
    db: Data<Db>,
    id: Path<i64>,
    body: Json<ReaderReportAnswer>,
) -> Result<Json<ReaderReportDetail>, Problem> {
    let report = reader_reports::by_id(&db, *id).await?.ok_or_else(Problem::not_found)?;
    allow::reader_report(&db, &session, &report, Right::AnswerReaderReport).await?;
    let words = body.words.as_str();
    let answer = match body.state.parse() {
        Ok(ReportState::Handling) => ReportAnswer::Handling,
        Ok(ReportState::Corrected) => ReportAnswer::Corrected { correction: body.correction, words },
        Ok(ReportState::Declined) => ReportAnswer::Declined { words },
        Ok(ReportState::Received) | Err(_) => return Err(Problem::unprocessable("只能改成“处理中”“已更正”或“未采纳”。")),
    };
    editorial::answer_report(&session.acting(&db), clock::now(), session.account.id, *id, answer).await?;
    Ok(Json(one::of(&session, &db, *id).await?))
}
