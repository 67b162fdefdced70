//! A month: what went out, what is to go out.

use crate::{Problem, Session, allow, works::WorkSummary};
use actix_web::web::{Data, Json, Query};
use db::{
    Db,
    work_desks::{self, Which},
};
use domain::{Day, Right, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Works of a month.
const MOST: u64 = 500;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Month {
    /// 2026-12
    month: String,
}

#[derive(Serialize, ToSchema)]
pub struct CalendarEntry {
    work: WorkSummary,
    /// When it went out, or is to.
    at: String,
    /// False of what went out.
    scheduled: bool,
    /// This account may move it.
    movable: bool,
    /// Not before its time, not even by hand.
    embargo: bool,
}

#[derive(Serialize, ToSchema)]
pub struct Calendar {
    /// In the order of their times.
    entries: Vec<CalendarEntry>,
    /// There were more than are shown.
    more: bool,
}

/// What went out in a month of Beijing, and what is to go out.
#[utoipa::path(
    get, path = "/calendar", operation_id = "calendar", tag = "schedules", params(Month),
    responses((status = 200, body = Calendar), (status = 400)),
)]
pub async fn calendar(session: Session, db: Data<Db>, month: Query<Month>) -> Result<Json<Calendar>, Problem> {
    let (from, until) = span(&month.month).ok_or_else(|| Problem::bad_request("月份请写成 2026-12。"))?;
    let which = Which { between: Some((from.0, until.0)), limit: MOST + 1, ..allow::visible(&session) };
    let mut desks = work_desks::list(&db, session.account.id, &which).await?;
    let more = desks.len() as u64 > MOST;
    desks.truncate(MOST as usize);
    let within = |at: Option<i64>| at.filter(|at| (from.0..until.0).contains(at));
    let mut entries: Vec<(i64, CalendarEntry)> = Vec::new();
    for desk in &desks {
        let out = within(desk.published_at).filter(|_| desk.live).map(|at| (at, false));
        for (at, scheduled) in out.into_iter().chain(within(desk.scheduled_at).map(|at| (at, true))) {
            let movable = scheduled && allow::may(&session, desk, Right::PublishWork);
            let embargo = scheduled && desk.embargo.unwrap_or(false);
            let entry = CalendarEntry { work: WorkSummary::of(desk), at: Timestamp(at).rfc3339(), scheduled, movable, embargo };
            entries.push((at, entry));
        }
    }
    entries.sort_by_key(|(at, entry)| (*at, entry.work.id));
    Ok(Json(Calendar { entries: entries.into_iter().map(|(_, entry)| entry).collect(), more }))
}

/// From the first midnight of the month to that of the next.
fn span(month: &str) -> Option<(Timestamp, Timestamp)> {
    let (year, month) = month.split_once('-')?;
    let (year, month): (i16, i8) = (year.parse().ok()?, month.parse().ok()?);
    let next = if month == 12 { Day::new(year.checked_add(1)?, 1, 1) } else { Day::new(year, month + 1, 1) };
    Some((Day::new(year, month, 1)?.start(), next?.start()))
}
