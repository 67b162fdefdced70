//! How far an act upon many works is, and what became of each. Seen by who began it.

use crate::{Problem, Session};
use actix_web::web::{Data, Json, Path, Query};
use db::{Db, bulk_acts, bulk_acts::BulkRow};
use domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// The newest ones of a list.
const LISTED: u64 = 50;
/// Works of a page.
const PAGE: u64 = 100;

#[derive(Serialize, ToSchema)]
pub struct BulkAct {
    id: i64,
    act: String,
    /// In Chinese.
    name: String,
    created_at: String,
    #[schema(required)]
    finished_at: Option<String>,
    stopped: bool,
    works: i64,
    done: i64,
    refused: i64,
}

impl BulkAct {
    pub fn of(row: &BulkRow) -> Result<Self, Problem> {
        let act = row.act()?;
        Ok(Self {
            id: row.id,
            act: act.code().to_owned(),
            name: act.zh().to_owned(),
            created_at: Timestamp(row.created_at).rfc3339(),
            finished_at: row.finished_at.map(|at| Timestamp(at).rfc3339()),
            stopped: row.stopped,
            works: row.works,
            done: row.done,
            refused: row.refused,
        })
    }
}

/// # Errors
/// 404 where somebody else began it.
pub async fn own(db: &Db, session: &Session, id: i64) -> Result<BulkRow, Problem> {
    let row = bulk_acts::one(db, id).await?;
    row.filter(|row| row.account_id == session.account.id).ok_or_else(Problem::not_found)
}

#[derive(Serialize, ToSchema)]
pub struct BulkActs {
    acts: Vec<BulkAct>,
}

/// The newest ones that this account began.
#[utoipa::path(get, path = "/bulk-acts", operation_id = "list_bulk", tag = "bulk", responses((status = 200, body = BulkActs)))]
pub async fn list(session: Session, db: Data<Db>) -> Result<Json<BulkActs>, Problem> {
    let rows = bulk_acts::of_account(&db, session.account.id, LISTED).await?;
    Ok(Json(BulkActs { acts: rows.iter().map(BulkAct::of).collect::<Result<_, _>>()? }))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// waiting, done or refused
    state: Option<String>,
    /// `next` of the page before.
    after: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub struct BulkResult {
    work: i64,
    title: String,
    /// waiting, done or refused
    state: String,
    /// What became of it, in Chinese.
    #[schema(required)]
    words: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct BulkResults {
    act: BulkAct,
    results: Vec<BulkResult>,
    #[schema(required)]
    next: Option<i64>,
}

/// One of them, and what became of its works.
#[utoipa::path(
    get, path = "/bulk-acts/{id}", operation_id = "get_bulk", tag = "bulk", params(("id" = i64, Path), Wanted),
    responses((status = 200, body = BulkResults), (status = 404)),
)]
pub async fn get(session: Session, db: Data<Db>, id: Path<i64>, wanted: Query<Wanted>) -> Result<Json<BulkResults>, Problem> {
    let row = own(&db, &session, *id).await?;
    let state = wanted.state.as_deref().unwrap_or_default();
    if !["", bulk_acts::WAITING, bulk_acts::DONE, bulk_acts::REFUSED].contains(&state) {
        return Err(Problem::bad_request("没有这种结果。"));
    }
    let mut items = bulk_acts::items(&db, row.id, state, wanted.after.unwrap_or(-1), PAGE + 1).await?;
    let more = items.len() as u64 > PAGE;
    items.truncate(PAGE as usize);
    let next = items.last().filter(|_| more).map(|last| last.position);
    let results =
        items.into_iter().map(|item| BulkResult { work: item.work_id, title: item.title, state: item.state, words: item.words });
    Ok(Json(BulkResults { act: BulkAct::of(&row)?, results: results.collect(), next }))
}
