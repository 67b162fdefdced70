//! Drafts that were never published: deleted, listed for some days, and put back.

use super::{Work, shape::again};
use crate::{Problem, Session, account::Named, allow, clock};
use actix_web::{
    HttpResponse,
    web::{Data, Json, Path},
};
use db::{
    Db,
    work_desks::{self, Desk, Which},
};
use domain::{Right, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Drafts of a list.
const MOST: u64 = 200;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Deletion {
    /// The one that was seen last: what somebody saved meanwhile is not thrown away unseen.
    version: i32,
}

#[derive(Serialize, ToSchema)]
pub struct DeletedWork {
    id: i64,
    kind: String,
    title: String,
    #[schema(required)]
    organisation: Option<Named>,
    deleted_at: String,
    /// Until when it can be put back.
    kept_until: String,
    /// This account may put it back.
    restore: bool,
}

#[derive(Serialize, ToSchema)]
pub struct DeletedWorks {
    works: Vec<DeletedWork>,
}

/// Takes a draft that was never published off every desk. For thirty days it can be put back.
#[utoipa::path(
    post, path = "/works/{id}/delete", operation_id = "delete_work", tag = "works", params(("id" = i64, Path)),
    request_body = Deletion, responses((status = 204), (status = 403), (status = 404), (status = 422)),
)]
pub async fn delete(session: Session, db: Data<Db>, id: Path<i64>, body: Json<Deletion>) -> Result<HttpResponse, Problem> {
    let desk = allow::work(&db, &session, *id, Right::DeleteWork).await?;
    editorial::delete_draft(&session.acting(&db), clock::now(), desk.id, body.version).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What was deleted and can be put back still, of the works that this account may see; changed last first.
#[utoipa::path(
    get, path = "/deleted-works", operation_id = "list_deleted_works", tag = "works", responses((status = 200, body = DeletedWorks)),
)]
pub async fn list(session: Session, db: Data<Db>) -> Result<Json<DeletedWorks>, Problem> {
    let since = editorial::kept_since(clock::now());
    let which = Which { deleted_since: Some(since), limit: MOST, ..allow::visible(&session) };
    let desks = work_desks::list(&db, session.account.id, &which).await?;
    Ok(Json(DeletedWorks { works: desks.iter().map(|desk| deleted(&session, desk)).collect() }))
}

/// Puts a deleted draft back.
#[utoipa::path(
    post, path = "/deleted-works/{id}/restore", operation_id = "restore_deleted_work", tag = "works", params(("id" = i64, Path)),
    responses((status = 200, body = Work), (status = 403), (status = 404), (status = 422)),
)]
pub async fn restore(session: Session, db: Data<Db>, id: Path<i64>) -> Result<Json<Work>, Problem> {
    let desk = allow::deleted_work(&db, &session, *id).await?;
    editorial::restore_draft(&session.acting(&db), clock::now(), desk.id).await?;
    again(&db, &session, desk.id).await
}

fn deleted(session: &Session, desk: &Desk) -> DeletedWork {
    let at = desk.closed_at.unwrap_or_default();
    DeletedWork {
        id: desk.id,
        kind: desk.kind.clone(),
        title: desk.title.clone(),
        organisation: desk.holders.first().map(|h| Named { slug: h.slug.clone(), name: h.name.clone() }),
        deleted_at: Timestamp(at).rfc3339(),
        kept_until: Timestamp(at + editorial::KEPT_DAYS * 24 * 3600 * 1000).rfc3339(),
        restore: allow::may(session, desk, Right::DeleteWork),
    }
}
