//! An old state becomes the working copy again.

use super::edition::Edition;
use crate::{Problem, Session, allow, clock, works::Work, works::again};
use actix_web::web::{Data, Json, Path};
use db::Db;
use domain::Right;
use editorial::Restore as Act;
use serde::Deserialize;
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Restore {
    /// A revision such as r12, or a copy that was kept, such as k3.
    from: String,
    /// The working copy that is overwritten; it is kept.
    version: i32,
}

/// Overwrites the working copy with an old state, and keeps what it overwrites.
#[utoipa::path(
    post, path = "/works/{id}/restore", operation_id = "restore_work", tag = "editions", params(("id" = i64, Path)),
    request_body = Restore, responses((status = 200, body = Work), (status = 403), (status = 404), (status = 422)),
)]
pub async fn restore(session: Session, db: Data<Db>, id: Path<i64>, body: Json<Restore>) -> Result<Json<Work>, Problem> {
    let desk = allow::work(&db, &session, *id, Right::EditWork).await?;
    let Restore { from, version } = body.into_inner();
    let Edition { content, body, revision, .. } = Edition::find(&db, &desk, &from).await?;
    let act = Act { account: session.account.id, work: desk.id, version, name: from, revision, content, body };
    editorial::restore(&session.acting(&db), clock::now(), act).await?;
    again(&db, &session, *id).await
}
