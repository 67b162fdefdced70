//! Who else has a work open now: names and times, and only for those who may see the work.

use crate::{Problem, Session, allow, clock};
use actix_web::{
    HttpResponse,
    web::{Data, Json, Path},
};
use db::{Db, presences};
use domain::{Right, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page that was not heard of for so long is closed; browsers wake hidden pages once a minute.
const FORGOTTEN_MS: i64 = 150_000;
/// Signs of a page's name.
const LONGEST: usize = 40;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PageOpen {
    /// A name that the page chose by chance, of letters, digits and hyphens.
    page: String,
}

#[derive(Serialize, ToSchema)]
pub struct Beside {
    name: String,
    /// Another page of the same account.
    own: bool,
    /// It may change the text, and does not only read it.
    edits: bool,
    since: String,
}

#[derive(Serialize, ToSchema)]
pub struct Others {
    /// Those who came first before the others.
    others: Vec<Beside>,
}

/// Says that a page with the work is open, and asks who else has it open. To be repeated within two minutes.
#[utoipa::path(
    put, path = "/works/{id}/presence", operation_id = "renew_presence", tag = "works", params(("id" = i64, Path)),
    request_body = PageOpen, responses((status = 200, body = Others), (status = 404), (status = 422)),
)]
pub async fn renew(session: Session, db: Data<Db>, id: Path<i64>, body: Json<PageOpen>) -> Result<Json<Others>, Problem> {
    let desk = allow::work(&db, &session, *id, Right::SeeWork).await?;
    let page = named(&body.page)?;
    let edits = allow::may(&session, &desk, Right::EditWork);
    let now = clock::now();
    let heard_since = Timestamp(now.0 - FORGOTTEN_MS);
    let write = db.write(now).await?;
    presences::sweep(&write, heard_since).await?;
    presences::renew(&write, desk.id, page, session.account.id, edits).await?;
    write.commit().await?;
    let rows = presences::of_work(&db, desk.id, heard_since).await?;
    let others = rows.into_iter().filter(|row| row.page != page).map(|row| Beside {
        own: row.account_id == session.account.id,
        name: row.by_name,
        edits: row.edits,
        since: Timestamp(row.since).rfc3339(),
    });
    Ok(Json(Others { others: others.collect() }))
}

/// The page is closed. One that nobody knows is closed already.
#[utoipa::path(
    delete, path = "/works/{id}/presence/{page}", operation_id = "end_presence", tag = "works",
    params(("id" = i64, Path), ("page" = String, Path)), responses((status = 204), (status = 404), (status = 422)),
)]
pub async fn end(session: Session, db: Data<Db>, path: Path<(i64, String)>) -> Result<HttpResponse, Problem> {
    let (id, page) = path.into_inner();
    let desk = allow::work(&db, &session, id, Right::SeeWork).await?;
    let write = db.write(clock::now()).await?;
    presences::end(&write, desk.id, named(&page)?, session.account.id).await?;
    write.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}

fn named(page: &str) -> Result<&str, Problem> {
    let good = (1..=LONGEST).contains(&page.len()) && page.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if good { Ok(page) } else { Err(Problem::unprocessable("页面的名字无效，请刷新页面。")) }
}
