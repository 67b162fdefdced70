//! Reports as a list, and how many there are of each state.

use crate::{Problem, Session, allow};
use actix_web::web::{Data, Json, Query};
use db::{
    Db,
    reader_reports::{self, ReaderReport, StateCount},
};
use domain::{ReportState, Right, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

const PAGE: usize = 30;
/// Characters of the words of each.
const EXCERPT: usize = 120;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// received, handling, corrected or declined; any where it is not given.
    state: Option<String>,
    /// `next` of the page before.
    before: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub struct ReaderReportSummary {
    pub id: i64,
    /// Of the work or the policy.
    title: String,
    /// Of the clause: 四（二）5
    #[schema(required)]
    label: Option<String>,
    /// The work; none of a policy.
    #[schema(required)]
    work: Option<i64>,
    topic: String,
    topic_zh: &'static str,
    state: String,
    state_zh: &'static str,
    /// The beginning of what the reader wrote.
    excerpt: String,
    sent_at: String,
    changed_at: String,
}

#[derive(Serialize, ToSchema)]
pub struct ReaderReportCounts {
    received: u64,
    handling: u64,
    corrected: u64,
    declined: u64,
}

#[derive(Serialize, ToSchema)]
pub struct ReaderReportList {
    reports: Vec<ReaderReportSummary>,
    counts: ReaderReportCounts,
    #[schema(required)]
    next: Option<i64>,
}

impl ReaderReportSummary {
    pub fn of(row: &ReaderReport) -> anyhow::Result<Self> {
        let (topic, state) = (row.topic()?, row.state()?);
        let mut excerpt: String = row.words.chars().take(EXCERPT).collect();
        if excerpt.len() < row.words.len() {
            excerpt.push('…');
        }
        Ok(Self {
            id: row.id,
            title: row.title.clone(),
            label: row.label.clone(),
            work: row.work_id,
            topic: topic.code().to_owned(),
            topic_zh: topic.zh(),
            state: state.code().to_owned(),
            state_zh: state.zh(),
            excerpt,
            sent_at: Timestamp(row.created_at).rfc3339(),
            changed_at: Timestamp(row.changed_at).rfc3339(),
        })
    }
}

/// What readers reported of what this account looks after, the newest first.
#[utoipa::path(
    get, path = "/reader-reports", operation_id = "list_reader_reports", tag = "reader-reports", params(Wanted),
    responses((status = 200, body = ReaderReportList), (status = 400)),
)]
pub async fn list(session: Session, db: Data<Db>, wanted: Query<Wanted>) -> Result<Json<ReaderReportList>, Problem> {
    let asked = wanted.state.as_deref().filter(|state| !state.is_empty());
    let state = asked.map(str::parse::<ReportState>).transpose().map_err(|_| Problem::bad_request("没有这种处理状态。"))?;
    let whose = allow::reader_reports(&db, &session, Right::SeeReaderReport).await?;
    let mut rows = reader_reports::list(&db, &whose, state, wanted.before, PAGE + 1).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let counts = reader_reports::counts(&db, &whose).await?;
    Ok(Json(ReaderReportList {
        next: rows.last().filter(|_| more).map(|row| row.id),
        counts: counted(&counts),
        reports: rows.iter().map(ReaderReportSummary::of).collect::<anyhow::Result<_>>()?,
    }))
}

fn counted(counts: &[StateCount]) -> ReaderReportCounts {
    let of = |state: ReportState| counts.iter().find(|c| c.state == state.code()).map_or(0, |c| c.reports as u64);
    ReaderReportCounts {
        received: of(ReportState::Received),
        handling: of(ReportState::Handling),
        corrected: of(ReportState::Corrected),
        declined: of(ReportState::Declined),
    }
}
