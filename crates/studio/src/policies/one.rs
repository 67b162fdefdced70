//! One policy: its versions, and its clauses with where their tasks stand.

use crate::{Problem, Session, allow};
use actix_web::web::{Data, Json, Path};
use db::{Db, clause_links, clauses, policies};
use domain::Timestamp;
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct Version {
    number: i32,
    title: String,
    #[schema(required)]
    dated: Option<String>,
    imported_at: String,
}

#[derive(Serialize, ToSchema)]
pub struct Clause {
    id: String,
    label: String,
    heading: String,
    /// Links of works to it.
    links: i64,
    #[schema(required)]
    status: Option<Status>,
}

#[derive(Serialize, ToSchema)]
pub struct Status {
    status: String,
    /// A day.
    since: String,
    #[schema(required)]
    evidence: Option<String>,
    #[schema(required)]
    note: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct Policy {
    slug: String,
    title: String,
    #[schema(required)]
    issuer: Option<String>,
    #[schema(required)]
    number: Option<String>,
    versions: Vec<Version>,
    clauses: Vec<Clause>,
    may_tend: bool,
}

/// One policy in its current version.
#[utoipa::path(
    get, path = "/policies/{slug}", operation_id = "get_policy", tag = "policies", params(("slug" = String, Path)),
    responses((status = 200, body = Policy), (status = 404)),
)]
pub async fn one(session: Session, db: Data<Db>, slug: Path<String>) -> Result<Json<Policy>, Problem> {
    let row = policies::by_slug(&db, &slug).await?.ok_or_else(Problem::not_found)?;
    let current = policies::version(&db, row.id, row.current_version).await?.ok_or_else(Problem::not_found)?;
    let links: HashMap<String, i64> = clause_links::counts(&db, row.id, row.current_version).await?.into_iter().collect();
    let mut statuses: HashMap<String, Status> = clauses::statuses(&db, row.id, row.current_version)
        .await?
        .into_iter()
        .map(|s| (s.clause, Status { status: s.status, since: s.since, evidence: s.evidence, note: s.note }))
        .collect();
    let versions = policies::versions(&db, row.id).await?.into_iter().rev().map(|v| Version {
        number: v.number,
        title: v.title,
        dated: v.dated,
        imported_at: Timestamp(v.imported_at).rfc3339(),
    });
    let clauses = clauses::of_version(&db, current.id).await?.into_iter().map(|c| Clause {
        links: links.get(&c.clause).copied().unwrap_or(0),
        status: statuses.remove(&c.clause),
        id: c.clause,
        label: c.label,
        heading: c.heading,
    });
    Ok(Json(Policy {
        versions: versions.collect(),
        clauses: clauses.collect(),
        slug: row.slug,
        title: row.title,
        issuer: row.issuer,
        number: current.document_number,
        may_tend: allow::site(&session).is_ok(),
    }))
}
