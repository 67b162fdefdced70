//! How often a partner's readers saw what, day by day.

use crate::{
    caller::Known,
    copies,
    problem::{Failure, Problem},
    routes::now,
};
use actix_web::{
    HttpResponse,
    web::{Data, Json, Path},
};
use db::{
    Db,
    partner_usage::{self, Use},
};
use domain::{Day, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use utoipa::ToSchema;

/// Lines of one day.
const MOST: usize = 5000;
/// Characters.
const LONGEST: usize = 80;
const TOO_MUCH: &str = "a day has at most 5000 uses; sum them up";
const CHANNEL: &str = "channel is a name of 1 to 80 characters";
const TWICE: &str = "a work, sequence and channel stand twice; sum them up";
const UNKNOWN: &str = "an id is of no work that was ever published here";
const FUTURE: &str = "this day has not begun yet";

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    uses: Vec<Used>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Used {
    /// Of the work.
    id: String,
    /// Of the state that was shown.
    sequence: i64,
    /// Your own name for where it was shown.
    channel: String,
    views: u32,
    /// Of the page where it was shown: it is registered as a copy, as by `/copies`.
    address: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct Taken {
    day: String,
    uses: usize,
}

/// What was seen on that day (Beijing), in place of what you said of it before: send it again whenever you know better.
#[utoipa::path(
    put, path = "/usage/{day}", operation_id = "put_usage", tag = "partner",
    params(("day" = String, Path, description = "such as 2026-10-08")), request_body = Report, security(("key" = [])),
    responses((status = 200, body = Taken), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)),
)]
pub async fn put(Known(caller): Known, db: Data<Db>, day: Path<Day>, report: Json<Report>) -> Result<HttpResponse, Failure> {
    let now = Timestamp(now());
    if *day > now.day() {
        return Err(Failure::BadRequest(FUTURE));
    }
    let uses = report.into_inner().uses;
    let places: Vec<(&str, &str)> = uses.iter().filter_map(|used| Some((used.id.as_str(), used.address.as_deref()?))).collect();
    let found = copies::read(&db, &places).await?;
    let uses = checked(&db, uses).await?;
    let write = db.write(now).await?;
    partner_usage::put_day(&write, caller.partner.id, *day, &uses).await?;
    copies::add_in(&write, &caller, &found).await?;
    write.commit().await?;
    Ok(HttpResponse::Ok().json(Taken { day: day.to_string(), uses: uses.len() }))
}

async fn checked(db: &Db, uses: Vec<Used>) -> Result<Vec<Use>, Failure> {
    if uses.len() > MOST {
        return Err(Failure::BadRequest(TOO_MUCH));
    }
    if uses.iter().any(|used| used.channel.trim().is_empty() || used.channel.chars().count() > LONGEST) {
        return Err(Failure::BadRequest(CHANNEL));
    }
    let mut seen = HashSet::new();
    if !uses.iter().all(|used| seen.insert((&used.id, used.sequence, &used.channel))) {
        return Err(Failure::BadRequest(TWICE));
    }
    let tags: HashSet<&str> = uses.iter().map(|used| used.id.as_str()).collect();
    let works = partner_usage::works(db, &tags.into_iter().collect::<Vec<_>>()).await?;
    let known = uses.into_iter().map(|used| {
        let work_id = *works.get(&used.id)?;
        Some(Use { work_id, seq: used.sequence, channel: used.channel, views: used.views.into() })
    });
    known.collect::<Option<_>>().ok_or(Failure::BadRequest(UNKNOWN))
}
