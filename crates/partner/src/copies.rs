//! Where a partner shows our works: addresses that it registers, and what was seen there.

use crate::{
    caller::{Caller, Known},
    place::Place,
    problem::{Failure, Problem},
    routes::now,
};
use actix_web::{
    HttpResponse,
    web::{Data, Json, Path, Query},
};
use db::{
    Db,
    copies::{self, CopyRow, NewCopy},
    partner_usage,
};
use domain::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use utoipa::{IntoParams, ToSchema};

/// In one request.
const MOST: usize = 1000;
/// Of one partner.
const MOST_IN_ALL: i64 = 100_000;
/// In one answer.
const PAGE: u64 = 500;
const TOO_MANY: &str = "at most 1000 copies are registered at once; 一次最多登记1000个地址。";
const FULL: &str = "a partner has at most 100000 copies; take some off first; 最多登记10万个地址，请先去掉一些。";
const UNKNOWN: &str = "an id is of no work that was ever published here; 有的id不是本站发布过的作品。";
pub(crate) const ADDRESS: &str = "an address is http:// or https://, without a user name or #, at most 1000 bytes; \
     地址应为完整的http://或https://网址，不带用户名和#，不超过1000字节。";

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    copies: Vec<Copied>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Copied {
    /// Of the work.
    id: String,
    /// Of the page that shows it.
    address: String,
}

#[derive(Serialize, ToSchema)]
pub struct Registered {
    /// As many as were sent; those that were known already are as they were.
    copies: usize,
}

/// Says where copies of works stand. They are visited now and then, and after each correction and withdrawal: slowly, one page
/// after the other, as robots.txt allows.
#[utoipa::path(
    post, path = "/copies", operation_id = "register_copies", tag = "partner", request_body = Wanted, security(("key" = [])),
    responses((status = 200, body = Registered), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)),
)]
pub async fn register(Known(caller): Known, db: Data<Db>, wanted: Json<Wanted>) -> Result<HttpResponse, Failure> {
    let wanted = wanted.into_inner().copies;
    if wanted.len() > MOST {
        return Err(Failure::BadRequest(TOO_MANY));
    }
    let pairs: Vec<(&str, &str)> = wanted.iter().map(|copy| (copy.id.as_str(), copy.address.as_str())).collect();
    let copies = read(&db, &pairs).await?;
    add(&db, &caller, &copies).await?;
    Ok(HttpResponse::Ok().json(Registered { copies: wanted.len() }))
}

/// Ids of works and addresses.
pub(crate) async fn read(db: &Db, pairs: &[(&str, &str)]) -> Result<Vec<NewCopy>, Failure> {
    let tags: HashSet<&str> = pairs.iter().map(|(tag, _)| *tag).collect();
    let works = partner_usage::works(db, &tags.into_iter().collect::<Vec<_>>()).await?;
    let copy = |(tag, address): &(&str, &str)| {
        let work_id = *works.get(*tag).ok_or(Failure::BadRequest(UNKNOWN))?;
        let Place { address, origin } = Place::read(address).ok_or(Failure::BadRequest(ADDRESS))?;
        Ok(NewCopy { work_id, address, origin })
    };
    pairs.iter().map(copy).collect()
}

async fn add(db: &Db, caller: &Caller, found: &[NewCopy]) -> Result<(), Failure> {
    let write = db.write(Timestamp(now())).await?;
    add_in(&write, caller, found).await?;
    write.commit().await?;
    Ok(())
}

/// In the caller's transaction.
pub(crate) async fn add_in(write: &db::Write, caller: &Caller, found: &[NewCopy]) -> Result<(), Failure> {
    copies::add(write, caller.partner.id, found).await?;
    match copies::count(write, caller.partner.id).await? > MOST_IN_ALL {
        true => Err(Failure::BadRequest(FULL)),
        false => Ok(()),
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct After {
    /// `next` of the answer before.
    #[serde(default)]
    after: i64,
}

#[derive(Serialize, ToSchema)]
pub struct Copies {
    copies: Vec<SeenCopy>,
    next: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub struct SeenCopy {
    /// Of the copy: to take it off by.
    copy: i64,
    /// Of the work.
    id: String,
    address: String,
    /// waiting, current, stale, removed, unrecognised, unreachable or barred (by robots.txt)
    state: String,
    /// In Chinese words; empty until it was visited.
    reason: String,
    /// When it was visited last. RFC 3339.
    checked: Option<String>,
}

/// Your copies, up to 500, the oldest first, and what was seen of each.
#[utoipa::path(
    get, path = "/copies", operation_id = "copies", tag = "partner", params(After), security(("key" = [])),
    responses((status = 200, body = Copies), (status = 400, body = Problem), (status = 401, body = Problem)),
)]
pub async fn list(caller: Caller, db: Data<Db>, after: Query<After>) -> Result<HttpResponse, Failure> {
    let rows = copies::of_partner(&db, caller.partner.id, after.after, PAGE).await?;
    let next = rows.last().filter(|_| rows.len() as u64 == PAGE).map(|row| row.id);
    let copies = rows.into_iter().map(SeenCopy::of).collect::<anyhow::Result<_>>()?;
    Ok(HttpResponse::Ok().json(Copies { copies, next }))
}

impl SeenCopy {
    fn of(row: CopyRow) -> anyhow::Result<Self> {
        Ok(Self {
            copy: row.id,
            state: row.state()?.code().to_owned(),
            id: row.tag,
            address: row.address,
            reason: row.reason,
            checked: row.checked_at.map(|at| Timestamp(at).rfc3339()),
        })
    }
}

/// A copy that is no more, or that is not to be visited any more.
#[utoipa::path(
    delete, path = "/copies/{copy}", operation_id = "remove_copy", tag = "partner", params(("copy" = i64, Path)), security(("key" = [])),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)),
)]
pub async fn remove(Known(caller): Known, db: Data<Db>, copy: Path<i64>) -> Result<HttpResponse, Failure> {
    let write = db.write(Timestamp(now())).await?;
    if !copies::remove(&write, caller.partner.id, *copy).await? {
        return Err(Failure::Missing);
    }
    write.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}

/// You have put the copy right: it is visited as soon as its site may be.
#[utoipa::path(
    post, path = "/copies/{copy}/visit", operation_id = "visit_copy", tag = "partner", params(("copy" = i64, Path)), security(("key" = [])),
    responses((status = 202), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)),
)]
pub async fn visit(Known(caller): Known, db: Data<Db>, copy: Path<i64>) -> Result<HttpResponse, Failure> {
    let write = db.write(Timestamp(now())).await?;
    if !copies::hasten(&write, caller.partner.id, *copy).await? {
        return Err(Failure::Missing);
    }
    write.commit().await?;
    Ok(HttpResponse::Accepted().finish())
}
