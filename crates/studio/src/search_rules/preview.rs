//! The first results of a query as they are, and as they would be with a rule, or without one.

use super::asked::SearchRuleAsked;
use crate::{Problem, Session, allow, clock};
use actix_web::web::{self, Data, Json};
use anyhow::{Context, Result};
use db::{Db, search_rules};
use domain::SearchRule;
use pages::address;
use search::{Fragment, Hit, Index, Query, Results, Tuning};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;

/// Results that are shown of each.
const SHOWN: usize = 10;
/// How deep a result is looked for to say where it comes from and goes to.
const DEEP: usize = 100;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchPreviewAsked {
    query: String,
    /// What would be added; absent: the results as they are.
    rule: Option<SearchRuleAsked>,
}

/// One result.
#[derive(Clone, Serialize, ToSchema)]
pub struct SearchPreviewHit {
    /// A work; or a clause of a policy.
    #[schema(required)]
    work: Option<i64>,
    #[schema(required)]
    policy: Option<String>,
    #[schema(required)]
    clause: Option<String>,
    title: String,
    /// Of the clause: 四（二）5
    #[schema(required)]
    label: Option<String>,
    href: String,
    /// Its place in the other list, from 1; absent where it is not among the first hundred there.
    #[schema(required)]
    other_place: Option<usize>,
}

#[derive(Serialize, ToSchema)]
pub struct SearchPreview {
    before: Vec<SearchPreviewHit>,
    after: Vec<SearchPreviewHit>,
    before_total: u64,
    after_total: u64,
    /// What search reads instead of what was typed.
    #[schema(required)]
    corrected: Option<String>,
}

/// The first ten results of a query now, and with a rule that is not there yet. Changes nothing.
#[utoipa::path(
    post, path = "/search-rules/preview", operation_id = "preview_search_rule", tag = "search",
    request_body = SearchPreviewAsked,
    responses((status = 200, body = SearchPreview), (status = 403), (status = 422)),
)]
pub async fn preview(
    session: Session,
    db: Data<Db>,
    index: Data<Index>,
    body: Json<SearchPreviewAsked>,
) -> Result<Json<SearchPreview>, Problem> {
    allow::search(&db, &session).await?;
    let in_force = search_rules::in_force(&db).await?;
    let added = match &body.rule {
        Some(rule) => Some(rule.read(&db).await?.0),
        None => None,
    };
    let query = Query { text: body.query.trim().to_owned(), today: Some(clock::now().day()), limit: DEEP, ..Query::default() };
    if query.text.is_empty() {
        return Err(Problem::unprocessable("请填写搜索词。"));
    }
    let (before, after) =
        web::block(move || compared(&index, &query, in_force, added)).await.context("the search was interrupted")??;
    let corrected = after.corrected.clone();
    let (before_total, after_total) = (before.total, after.total);
    let (before, after) = (hits(before), hits(after));
    Ok(Json(SearchPreview {
        before: beside(&before, &after),
        after: beside(&after, &before),
        before_total,
        after_total,
        corrected,
    }))
}

fn compared(index: &Index, query: &Query, mut rules: Vec<SearchRule>, added: Option<SearchRule>) -> Result<(Results, Results)> {
    let before = index.search_under(&Tuning::new(rules.clone()), query)?;
    let Some(added) = added else { return Ok((before.clone(), before)) };
    rules.push(added);
    let after = index.search_under(&Tuning::new(rules), query)?;
    Ok((before, after))
}

fn hits(results: Results) -> Vec<SearchPreviewHit> {
    let hit = |hit: Hit| match hit {
        Hit::Work(work) => SearchPreviewHit {
            work: Some(work.id),
            policy: None,
            clause: None,
            title: plain(work.title),
            label: None,
            href: address::work(&work.slug),
            other_place: None,
        },
        Hit::Clause(clause) => SearchPreviewHit {
            work: None,
            title: match plain(clause.heading) {
                heading if heading.is_empty() => clause.policy_title,
                heading => heading,
            },
            label: Some(clause.label),
            href: address::clause(&clause.policy, &clause.clause),
            policy: Some(clause.policy.to_string()),
            clause: Some(clause.clause.to_string()),
            other_place: None,
        },
    };
    results.hits.into_iter().map(hit).collect()
}

fn plain(fragments: Vec<Fragment>) -> String {
    fragments.into_iter().map(|fragment| fragment.text).collect()
}

/// The first of `list`, each with its place in `other`. Addresses name results.
fn beside(list: &[SearchPreviewHit], other: &[SearchPreviewHit]) -> Vec<SearchPreviewHit> {
    let places: HashMap<&str, usize> = other.iter().zip(1..).map(|(hit, place)| (hit.href.as_str(), place)).collect();
    let hit = |hit: &SearchPreviewHit| SearchPreviewHit { other_place: places.get(hit.href.as_str()).copied(), ..hit.clone() };
    list.iter().take(SHOWN).map(hit).collect()
}
