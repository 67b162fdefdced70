//! The works that link to a clause which a version changed.

use crate::{Problem, Session, allow, works::WorkSummary};
use actix_web::web::{Data, Json, Query};
use db::{
    Db, policies,
    stale::{self, StaleOf, StaleWork},
    work_desks::{self, Desk, Which},
};
use domain::{ClauseId, Right, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Works of a page.
const PAGE: usize = 50;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    policy: String,
    /// The version that changed the clause.
    version: i32,
    /// The clause, as the version before calls it.
    clause: String,
    /// Those that were looked at, in place of those that were not.
    #[serde(default)]
    checked: bool,
    /// `next` of the page before.
    after: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub struct StaleCheckGiven {
    by: String,
    at: String,
}

#[derive(Serialize, ToSchema)]
pub struct StaleEntry {
    work: WorkSummary,
    /// The words of the old clause that it is about.
    #[schema(required)]
    passage: Option<String>,
    /// Who looked at it.
    #[schema(required)]
    checked: Option<StaleCheckGiven>,
    /// This account may say that it is still right.
    may_check: bool,
}

#[derive(Serialize, ToSchema)]
pub struct StaleWorks {
    entries: Vec<StaleEntry>,
    #[schema(required)]
    next: Option<i64>,
}

/// The works that this account sees, of one clause.
#[utoipa::path(
    get, path = "/stale/works", operation_id = "stale_works", tag = "stale", params(Wanted),
    responses((status = 200, body = StaleWorks), (status = 400), (status = 404)),
)]
pub async fn works(session: Session, db: Data<Db>, wanted: Query<Wanted>) -> Result<Json<StaleWorks>, Problem> {
    let policy = policies::by_slug(&db, &wanted.policy).await?.ok_or_else(Problem::not_found)?;
    let clause: ClauseId = wanted.clause.parse().map_err(|_| Problem::bad_request("没有这个条款。"))?;
    let (clause, which) = (clause.to_string(), allow::visible(&session));
    let of = StaleOf {
        policy_id: policy.id,
        version: wanted.version,
        clause: &clause,
        checked: wanted.checked,
        after: wanted.after.unwrap_or(0),
        limit: PAGE + 1,
    };
    let mut rows = stale::works(&db, session.account.id, &which, of).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|row| row.work_id);
    let ids: Vec<i64> = rows.iter().map(|row| row.work_id).collect();
    let which = Which { ids: Some(ids), limit: PAGE as u64, ..which };
    let desks = work_desks::list(&db, session.account.id, &which).await?;
    let entries = rows.into_iter().filter_map(|row| Some(entry(&session, desks.iter().find(|d| d.id == row.work_id)?, row)));
    Ok(Json(StaleWorks { entries: entries.collect(), next }))
}

fn entry(session: &Session, desk: &Desk, row: StaleWork) -> StaleEntry {
    StaleEntry {
        work: WorkSummary::of(desk),
        passage: row.passage,
        checked: row.checked_by.zip(row.checked_at).map(|(by, at)| StaleCheckGiven { by, at: Timestamp(at).rfc3339() }),
        may_check: allow::may(session, desk, Right::EditWork),
    }
}
