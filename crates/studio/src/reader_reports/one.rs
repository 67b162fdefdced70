//! One report: the reader's words, the way to the place, and what can be answered.

use super::list::ReaderReportSummary;
use crate::{Problem, Session, allow};
use actix_web::web::{Data, Json, Path};
use db::{
    Db, corrections,
    reader_reports::{self, ReaderReport},
};
use domain::{ClauseId, Right, Slug, Timestamp};
use pages::{address, place};
use serde::Serialize;
use utoipa::ToSchema;

/// A notice of the work, to which an answer can lead.
#[derive(Serialize, ToSchema)]
pub struct ReportedNotice {
    id: i64,
    kind_zh: &'static str,
    reason: String,
    at: String,
}

#[derive(Serialize, ToSchema)]
pub struct ReaderReportDetail {
    summary: ReaderReportSummary,
    words: String,
    /// In the reader's words.
    #[schema(required)]
    place: Option<String>,
    #[schema(required)]
    source: Option<String>,
    /// Of the page that the public reads, at the place where it is known.
    href: String,
    /// What the reader is told.
    #[schema(required)]
    answer: Option<String>,
    /// The notice to which the answer leads.
    #[schema(required)]
    correction: Option<i64>,
    #[schema(required)]
    answered_by: Option<String>,
    /// Of the work, the newest first.
    notices: Vec<ReportedNotice>,
    /// This account may answer.
    may_answer: bool,
    /// And may publish a notice of the work.
    may_correct: bool,
}

/// What a reader reported, in full.
#[utoipa::path(
    get, path = "/reader-reports/{id}", operation_id = "get_reader_report", tag = "reader-reports", params(("id" = i64, Path)),
    responses((status = 200, body = ReaderReportDetail), (status = 404)),
)]
pub async fn one(session: Session, db: Data<Db>, id: Path<i64>) -> Result<Json<ReaderReportDetail>, Problem> {
    Ok(Json(of(&session, &db, *id).await?))
}

pub async fn of(session: &Session, db: &Db, id: i64) -> Result<ReaderReportDetail, Problem> {
    let report = reader_reports::by_id(db, id).await?.ok_or_else(Problem::not_found)?;
    let desk = allow::reader_report(db, session, &report, Right::SeeReaderReport).await?;
    let notices = match report.work_id {
        Some(work) => corrections::of_work(db, work).await?,
        None => Vec::new(),
    };
    let notices = notices.into_iter().map(|notice| {
        Ok(ReportedNotice {
            id: notice.id,
            kind_zh: notice.kind()?.zh(),
            at: Timestamp(notice.at).rfc3339(),
            reason: notice.reason,
        })
    });
    Ok(ReaderReportDetail {
        summary: ReaderReportSummary::of(&report)?,
        href: href(&report)?,
        notices: notices.collect::<anyhow::Result<_>>()?,
        may_answer: allow::reader_report(db, session, &report, Right::AnswerReaderReport).await.is_ok(),
        may_correct: desk.is_some_and(|desk| allow::may(session, &desk, Right::CorrectWork)),
        answer: report.answer,
        words: report.words,
        place: report.place,
        source: report.source,
        correction: report.correction_id,
        answered_by: report.by_name,
    })
}

/// What readers give as a place is mostly words; an anchor or a second leads there.
fn href(report: &ReaderReport) -> anyhow::Result<String> {
    let slug: Slug = report.slug.parse()?;
    if report.policy_id.is_some() {
        let clause = report.clause.as_deref().map(str::parse::<ClauseId>).transpose()?;
        return Ok(clause.map_or_else(|| address::policy(&slug), |clause| address::clause(&slug, &clause)));
    }
    let page = address::work(&slug);
    let place = report.place.as_deref().unwrap_or_default();
    let is_anchor = !place.is_empty() && place.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    Ok(match place::parse(place) {
        Some(ms) => format!("{page}?t={}", ms / 1000),
        None if is_anchor => format!("{page}#{place}"),
        None => page,
    })
}
