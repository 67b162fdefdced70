//! Lists of works: all that this account may see, and what waits for it.

use super::WorkSummary;
use crate::{Problem, Session, account::Named, allow, clock, waiting::what_waits};
use actix_web::web::{Data, Json, Query};
use db::{
    Db, coverage, submissions,
    work_desks::{self, Desk, Which},
};
use domain::{DeskState, INTERPRETATION_DAYS, WorkCalendar, WorkKind};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use utoipa::{IntoParams, ToSchema};

/// Works of a page.
const PAGE: u64 = 50;
const MOST: u64 = 200;
/// Works that are looked at for an inbox.
const LOOKED_AT: u64 = 500;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// A state, or several with commas between.
    state: Option<String>,
    kind: Option<String>,
    /// Words of the title.
    q: Option<String>,
    /// `next` of the page before.
    after: Option<String>,
    /// At most 200.
    limit: Option<u64>,
}

#[derive(Serialize, ToSchema)]
pub struct WorkList {
    works: Vec<WorkSummary>,
    #[schema(required)]
    next: Option<String>,
}

/// What this account may see, changed last first.
#[utoipa::path(
    get, path = "/works", operation_id = "list_works", tag = "works", params(Wanted),
    responses((status = 200, body = WorkList), (status = 400)),
)]
pub async fn list(session: Session, db: Data<Db>, wanted: Query<Wanted>) -> Result<Json<WorkList>, Problem> {
    let given = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let states = given(&wanted.state).map(|list| list.split(',').map(str::parse).collect::<Result<Vec<DeskState>, _>>());
    let states = states.transpose().map_err(|_| Problem::bad_request("没有这种状态。"))?.unwrap_or_default();
    if given(&wanted.kind).is_some_and(|kind| kind.parse::<WorkKind>().is_err()) {
        return Err(Problem::bad_request("没有这种作品形式。"));
    }
    let after = given(&wanted.after).map(|after| cursor(&after).ok_or_else(|| Problem::bad_request("翻页位置无效。")));
    let limit = wanted.limit.unwrap_or(PAGE).clamp(1, MOST);
    let which = Which {
        states,
        kind: given(&wanted.kind),
        title: given(&wanted.q).map(|q| q.trim().to_owned()),
        after: after.transpose()?,
        limit: limit + 1,
        ..allow::visible(&session)
    };
    let mut desks = work_desks::list(&db, session.account.id, &which).await?;
    let more = desks.len() as u64 > limit;
    desks.truncate(limit as usize);
    let next = desks.last().filter(|_| more).map(|last| format!("{}.{}", last.updated_at, last.id));
    Ok(Json(WorkList { works: desks.iter().map(WorkSummary::of).collect(), next }))
}

fn cursor(text: &str) -> Option<(i64, i64)> {
    let (at, id) = text.split_once('.')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

#[derive(Serialize, ToSchema)]
pub struct Inbox {
    waiting: Vec<WorkSummary>,
    /// Of works that are the first to interpret a clause.
    deadlines: Vec<WorkDeadline>,
}

/// The last day on which a policy's clause is to be interpreted, of a work that waits.
#[derive(Serialize, ToSchema)]
pub struct WorkDeadline {
    work: i64,
    policy: Named,
    last: String,
    /// Working days until then; 0 on the last one.
    left: u32,
    over: bool,
}

/// What waits for this account: reviews, publications, and its own works that came back.
#[utoipa::path(get, path = "/inbox", operation_id = "inbox", tag = "works", responses((status = 200, body = Inbox)))]
pub async fn inbox(session: Session, db: Data<Db>, calendar: Data<WorkCalendar>) -> Result<Json<Inbox>, Problem> {
    let states = vec![DeskState::Submitted, DeskState::Approved, DeskState::Returned];
    let which = Which { states, with_problems: true, with_forced: true, limit: LOOKED_AT, ..allow::visible(&session) };
    let desks = work_desks::list(&db, session.account.id, &which).await?;
    let open: Vec<i64> = desks.iter().filter_map(|d| d.submission_id).collect();
    let reviewed = submissions::reviewed_by(&db, session.account.id, &open).await?;
    let waits = |desk: &&Desk| {
        let has_reviewed = desk.submission_id.is_some_and(|id| reviewed.contains(&id));
        what_waits(&session, desk, has_reviewed).is_some()
    };
    // What has waited longest comes first.
    let waiting: Vec<&Desk> = desks.iter().rev().filter(waits).collect();
    let deadlines = deadlines(&db, &calendar, &waiting.iter().map(|d| d.id).collect::<Vec<_>>()).await?;
    let mut waiting: Vec<WorkSummary> = waiting.into_iter().map(WorkSummary::of).collect();
    // What has a last day goes before what has none, the nearest one first.
    let place = |work: &WorkSummary| deadlines.iter().position(|d| d.work == work.id).unwrap_or(usize::MAX);
    waiting.sort_by_key(place);
    Ok(Json(Inbox { waiting, deadlines }))
}

/// The nearest last day of each work, the nearest first.
async fn deadlines(db: &Db, calendar: &WorkCalendar, works: &[i64]) -> Result<Vec<WorkDeadline>, Problem> {
    let today = clock::now().day();
    let mut deadlines: Vec<WorkDeadline> = Vec::new();
    for row in coverage::first_of_clause(db, works).await? {
        let Ok(dated) = row.dated.parse() else { continue };
        let last = calendar.after(dated, INTERPRETATION_DAYS);
        let policy = Named { slug: row.policy_slug, name: row.policy_title };
        let (left, over) = (calendar.between(today, last), today > last);
        deadlines.push(WorkDeadline { work: row.work_id, policy, last: last.to_string(), left, over });
    }
    deadlines.sort_by(|a, b| (&a.last, a.work).cmp(&(&b.last, b.work)));
    let mut seen = HashSet::new();
    deadlines.retain(|d| seen.insert(d.work));
    Ok(deadlines)
}
