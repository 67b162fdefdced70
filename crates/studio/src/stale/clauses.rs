//! The clauses that a version changed, and how many works link to each.

use crate::{Problem, Session, account::Named, allow};
use actix_web::web::{Data, Json, Query};
use db::{
    Db, policies,
    stale::{self, ChangedClause, StaleCount},
};
use domain::{MappingKind, Timestamp};
use editorial::{DiffOp, clause_words};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// The slug of a policy.
    policy: String,
    /// The version that changed the clauses; the current one where it is not given.
    version: Option<i32>,
}

/// A stretch of words that one of the versions or both have.
#[derive(Serialize, ToSchema)]
pub struct WordPiece {
    /// equal, delete or insert
    #[schema(value_type = String)]
    op: DiffOp,
    text: String,
}

#[derive(Serialize, ToSchema)]
pub struct StaleClause {
    /// As the version before calls it.
    id: String,
    label: String,
    heading: String,
    /// changed, moved-changed or removed
    kind: String,
    kind_zh: &'static str,
    #[schema(required)]
    new_id: Option<String>,
    #[schema(required)]
    new_label: Option<String>,
    words: Vec<WordPiece>,
    works: u64,
    /// Of these, looked at.
    checked: u64,
}

#[derive(Serialize, ToSchema)]
pub struct PolicyVersion {
    number: i32,
    #[schema(required)]
    dated: Option<String>,
    imported_at: String,
}

#[derive(Serialize, ToSchema)]
pub struct Stale {
    policy: Named,
    version: i32,
    /// Those that follow another one, the newest first.
    versions: Vec<PolicyVersion>,
    clauses: Vec<StaleClause>,
    /// Different works that link to one of the clauses.
    works: u64,
    /// Of these, works with a clause that nobody looked at.
    open: u64,
}

/// What a version of a policy changed, clause by clause, and how many of the works that this account sees may be outrun.
#[utoipa::path(
    get, path = "/stale", operation_id = "stale", tag = "stale", params(Wanted),
    responses((status = 200, body = Stale), (status = 404)),
)]
pub async fn stale(session: Session, db: Data<Db>, wanted: Query<Wanted>) -> Result<Json<Stale>, Problem> {
    let policy = policies::by_slug(&db, &wanted.policy).await?.ok_or_else(Problem::not_found)?;
    let version = wanted.version.unwrap_or(policy.current_version);
    let (account, which) = (session.account.id, allow::visible(&session));
    let counts = stale::counts(&db, account, &which, policy.id, version).await?;
    let (works, open) = stale::totals(&db, account, &which, policy.id, version).await?;
    let counts: HashMap<String, StaleCount> = counts.into_iter().map(|count| (count.clause.clone(), count)).collect();
    let changed = stale::changed(&db, policy.id, version).await?.into_iter();
    let versions = policies::versions(&db, policy.id).await?.into_iter().rev().filter(|v| v.number > 1);
    Ok(Json(Stale {
        clauses: changed.filter_map(|row| Some(clause(counts.get(&row.clause)?, row))).collect(),
        version,
        versions: versions
            .map(|v| PolicyVersion { number: v.number, imported_at: Timestamp(v.imported_at).rfc3339(), dated: v.dated })
            .collect(),
        works,
        open,
        policy: Named { slug: policy.slug, name: policy.title },
    }))
}

fn clause(count: &StaleCount, row: ChangedClause) -> StaleClause {
    let words = clause_words(&row.body, row.new_body.as_deref().unwrap_or_default());
    StaleClause {
        id: row.clause,
        label: row.label,
        heading: row.heading,
        kind_zh: row.kind.parse::<MappingKind>().map_or("", MappingKind::zh),
        kind: row.kind,
        new_id: row.new_clause,
        new_label: row.new_label,
        words: words.into_iter().map(|(op, text)| WordPiece { op, text }).collect(),
        works: count.works as u64,
        checked: count.checked as u64,
    }
}
