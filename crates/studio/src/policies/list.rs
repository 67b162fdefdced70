//! The policies that are here, and the links that lost their clause.

use crate::{Problem, Session, allow};
use actix_web::web::{Data, Json};
use db::{Db, clause_links, policies, work_desks};
use domain::Right;
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct PolicyRow {
    slug: String,
    title: String,
    #[schema(required)]
    issuer: Option<String>,
    #[schema(required)]
    dated: Option<String>,
    version: i32,
    /// Links of works, published or withdrawn, whose clause is gone.
    waiting: usize,
}

#[derive(Serialize, ToSchema)]
pub struct PolicyList {
    policies: Vec<PolicyRow>,
    may_add: bool,
}

#[derive(Serialize, ToSchema)]
pub struct WaitingLink {
    policy: String,
    version: i32,
    clause: String,
    work: i64,
    title: String,
}

#[derive(Serialize, ToSchema)]
pub struct WaitingList {
    links: Vec<WaitingLink>,
}

/// All policies: public facts.
#[utoipa::path(get, path = "/policies", operation_id = "list_policies", tag = "policies", responses((status = 200, body = PolicyList)))]
pub async fn list(session: Session, db: Data<Db>) -> Result<Json<PolicyList>, Problem> {
    let mut waiting: HashMap<String, usize> = HashMap::new();
    for link in clause_links::waiting(&db).await? {
        *waiting.entry(link.policy_slug).or_default() += 1;
    }
    let row = |row: policies::PolicyRow| PolicyRow {
        waiting: waiting.get(&row.slug).copied().unwrap_or(0),
        slug: row.slug,
        title: row.title,
        issuer: row.issuer,
        dated: row.dated,
        version: row.current_version,
    };
    let policies = policies::all(&db).await?.into_iter().map(row).collect();
    Ok(Json(PolicyList { policies, may_add: allow::site(&session).is_ok() }))
}

/// Links that found no successor in a policy's newest version, of the works that this account may see.
#[utoipa::path(
    get, path = "/policies/waiting", operation_id = "list_waiting_links", tag = "policies", responses((status = 200, body = WaitingList)),
)]
pub async fn waiting(session: Session, db: Data<Db>) -> Result<Json<WaitingList>, Problem> {
    let mut links = Vec::new();
    for link in clause_links::waiting(&db).await? {
        let desk = work_desks::one(&db, session.account.id, link.card.id).await?;
        if desk.is_some_and(|desk| allow::may(&session, &desk, Right::SeeWork)) {
            let (work, title) = (link.card.id, link.card.title);
            links.push(WaitingLink { policy: link.policy_slug, version: link.version, clause: link.clause, work, title });
        }
    }
    Ok(Json(WaitingList { links }))
}
