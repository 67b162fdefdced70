//! A rule is added, removed, put back.

use super::asked::SearchRuleAsked;
use crate::{Problem, Session, allow, clock};
use actix_web::{
    HttpResponse,
    web::{Data, Json, Path},
};
use db::Db;
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct SearchRuleAdded {
    id: i64,
}

/// Adds a rule of search, in force within a second.
#[utoipa::path(
    post, path = "/search-rules", operation_id = "add_search_rule", tag = "search", request_body = SearchRuleAsked,
    responses((status = 200, body = SearchRuleAdded), (status = 403), (status = 422)),
)]
pub async fn add(session: Session, db: Data<Db>, body: Json<SearchRuleAsked>) -> Result<Json<SearchRuleAdded>, Problem> {
    allow::search(&db, &session).await?;
    let (rule, keys) = body.read(&db).await?;
    let (acting, account) = (session.acting(&db), session.account.id);
    let id = editorial::add_search_rule(&acting, clock::now(), account, &rule, &keys, &body.note).await?;
    Ok(Json(SearchRuleAdded { id }))
}

/// Takes a rule out of force; it can be put back.
#[utoipa::path(
    delete, path = "/search-rules/{id}", operation_id = "remove_search_rule", tag = "search", params(("id" = i64, Path)),
    responses((status = 204), (status = 403), (status = 422)),
)]
pub async fn remove(session: Session, db: Data<Db>, id: Path<i64>) -> Result<HttpResponse, Problem> {
    allow::search(&db, &session).await?;
    editorial::remove_search_rule(&session.acting(&db), clock::now(), session.account.id, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Puts a removed rule back.
#[utoipa::path(
    post, path = "/search-rules/{id}/restore", operation_id = "restore_search_rule", tag = "search", params(("id" = i64, Path)),
    responses((status = 204), (status = 403), (status = 422)),
)]
pub async fn restore(session: Session, db: Data<Db>, id: Path<i64>) -> Result<HttpResponse, Problem> {
    allow::search(&db, &session).await?;
    editorial::restore_search_rule(&session.acting(&db), clock::now(), *id).await?;
    Ok(HttpResponse::NoContent().finish())
}
