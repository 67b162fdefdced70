//! Everything that a work ever was: its revisions, and the copies that were kept before a restore.

use crate::{Problem, Session, allow};
use actix_web::web::{Data, Json, Path};
use db::{
    Db, kept_copies,
    revisions::{self, Listed},
};
use domain::{Right, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct Revision {
    /// What it is asked for by: r12.
    name: String,
    number: i32,
    at: String,
    #[schema(required)]
    by: Option<String>,
    digest: String,
    #[schema(required)]
    published_at: Option<String>,
    /// The public reads it now.
    current: bool,
    /// Of the submission with which it was handed in: submitted, returned, approved, published, recalled or merged.
    #[schema(required)]
    submission: Option<String>,
    /// The program put it together out of an approved revision and what was published meanwhile.
    merged: bool,
}

#[derive(Serialize, ToSchema)]
pub struct Kept {
    /// k3
    name: String,
    at: String,
    #[schema(required)]
    by: Option<String>,
    title: String,
}

#[derive(Serialize, ToSchema)]
pub struct Revisions {
    /// The newest first.
    revisions: Vec<Revision>,
    kept: Vec<Kept>,
    /// The working copy, where it holds what no revision has.
    #[schema(required)]
    copy: Option<Copy>,
}

#[derive(Serialize, ToSchema)]
pub struct Copy {
    version: i32,
    #[schema(required)]
    at: Option<String>,
}

/// All revisions of a work, and what was kept besides.
#[utoipa::path(
    get, path = "/works/{id}/revisions", operation_id = "list_revisions", tag = "editions", params(("id" = i64, Path)),
    responses((status = 200, body = Revisions), (status = 404)),
)]
pub async fn list(session: Session, db: Data<Db>, id: Path<i64>) -> Result<Json<Revisions>, Problem> {
    let desk = allow::work(&db, &session, *id, Right::SeeWork).await?;
    let newest = editorial::newest(&db, desk.id).await?.ok_or_else(Problem::not_found)?;
    let shown = |row: Listed| Revision {
        name: format!("r{}", row.id),
        number: row.number,
        at: Timestamp(row.created_at).rfc3339(),
        by: row.by_name,
        digest: row.digest,
        published_at: row.published_at.map(|at| Timestamp(at).rfc3339()),
        current: Some(row.id) == desk.published_revision,
        submission: row.submission_state,
        merged: row.merged_from.is_some(),
    };
    let kept = kept_copies::of_work(&db, desk.id).await?.into_iter().map(|row| Kept {
        name: format!("k{}", row.id),
        at: Timestamp(row.at).rfc3339(),
        by: row.by_name,
        title: row.title,
    });
    Ok(Json(Revisions {
        revisions: revisions::list(&db, desk.id).await?.into_iter().map(shown).collect(),
        kept: kept.collect(),
        copy: newest.changed.then(|| Copy { version: newest.version, at: newest.updated_at.map(|at| Timestamp(at).rfc3339()) }),
    }))
}
