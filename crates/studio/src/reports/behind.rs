//! The works behind a number of the report.

use super::{report::policy, span::Asked};
use crate::{Problem, Session, coverage::WorksBehind};
use actix_web::web::{Data, Json, Query};
use db::{
    Db,
    reports::{self, Behind},
};
use domain::CorrectionKind;
use serde::Deserialize;

/// Works of a page.
const PAGE: usize = 50;

#[derive(Deserialize)]
pub struct Wanted {
    #[serde(flatten)]
    asked: Asked,
    /// published, reviewed, forced, unreviewed, reprinted, covered, correction, expression-of-concern, retraction or removal
    what: String,
    /// True: only the organisation itself, without those below it.
    alone: Option<String>,
    /// `next` of the page before.
    after: Option<String>,
}

/// The works that a number of the report counts.
#[utoipa::path(
    get, path = "/reports/works", operation_id = "report_works", tag = "reports",
    params(Asked, ("what" = String, Query, description = "published, reviewed, forced, unreviewed, reprinted, covered or a kind of notice"),
        ("alone" = Option<String>, Query, description = "true: without the organisations below"),
        ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = WorksBehind), (status = 400), (status = 403), (status = 404)),
)]
pub async fn behind(session: Session, db: Data<Db>, wanted: Query<Wanted>) -> Result<Json<WorksBehind>, Problem> {
    let mut settled = wanted.asked.settle(&session, &db).await?;
    if wanted.alone.as_deref() == Some("true") {
        settled.organisations.retain(|o| Some(o.slug.as_str()) == wanted.asked.organisation.as_deref());
    }
    let what = match wanted.what.as_str() {
        "published" => Behind::Published,
        "reviewed" => Behind::Reviewed,
        "forced" => Behind::Forced,
        "unreviewed" => Behind::Unreviewed,
        "reprinted" => Behind::Reprinted,
        "covered" => {
            let policy = policy(&db, &wanted.asked).await?.ok_or_else(Problem::not_found)?;
            Behind::Covers { policy_id: policy.id, version: policy.current_version }
        }
        kind => Behind::Noticed(kind.parse::<CorrectionKind>().map_err(|_| Problem::bad_request("没有这一项统计。"))?),
    };
    let after = wanted.after.as_ref().map(|after| {
        let (at, id) = after.split_once('.')?;
        Some((at.parse().ok()?, id.parse().ok()?))
    });
    let after = after.map(|after| after.ok_or_else(|| Problem::bad_request("翻页位置无效。"))).transpose()?;
    let mut rows = reports::behind(&db, &settled.span(), &what, after, PAGE + 1).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|row| format!("{}.{}", row.at, row.id));
    Ok(Json(WorksBehind::of_rows(&session, &db, rows, next).await?))
}
