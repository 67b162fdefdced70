//! The rules in force, and those that were removed lately.

use crate::{Problem, Session, allow, clock};
use actix_web::web::{Data, Json};
use anyhow::Result;
use db::{
    Db, clauses, popular_queries,
    search_rules::{self, SearchRuleRow, Successors, TargetRow},
};
use domain::{Day, SearchRuleKind, Timestamp};
use pages::address;
use search::query_key;
use serde::Serialize;
use utoipa::ToSchema;

/// Queries that many ask.
const POPULAR: usize = 50;
/// Removed rules that are shown.
const REMOVED: usize = 20;
const DAY: i64 = 24 * 60 * 60 * 1000;

/// What a rule pins or leaves out.
#[derive(Serialize, ToSchema)]
pub struct SearchRuleTarget {
    #[schema(required)]
    work: Option<i64>,
    title: String,
    /// Of a clause: 四（二）5
    #[schema(required)]
    label: Option<String>,
    href: String,
    /// Readers see it. What is not shown has no effect.
    shown: bool,
}

#[derive(Serialize, ToSchema)]
pub struct SearchRuleItem {
    id: i64,
    /// pin, block, synonym or mute
    kind: String,
    kind_zh: &'static str,
    /// Empty: every query.
    words: String,
    #[schema(required)]
    other: Option<String>,
    two_way: bool,
    #[schema(required)]
    until: Option<String>,
    /// The last day is over.
    ended: bool,
    note: String,
    by: String,
    added_at: String,
    #[schema(required)]
    removed_by: Option<String>,
    #[schema(required)]
    removed_at: Option<String>,
    targets: Vec<SearchRuleTarget>,
}

/// Words that many networks asked for on a day.
#[derive(Serialize, ToSchema)]
pub struct PopularQuery {
    words: String,
    /// Networks, over the last thirty days.
    sources: i64,
    /// A rule keeps them from being offered.
    muted: bool,
}

#[derive(Serialize, ToSchema)]
pub struct SearchRuleList {
    rules: Vec<SearchRuleItem>,
    /// The last one first; each can be put back.
    removed: Vec<SearchRuleItem>,
    /// What readers are offered, most asked first.
    popular: Vec<PopularQuery>,
    /// So many at most.
    most: usize,
    /// Works and clauses of one rule.
    most_targets: usize,
}

/// Pins, blocks and synonyms, the newest first.
#[utoipa::path(
    get, path = "/search-rules", operation_id = "list_search_rules", tag = "search",
    responses((status = 200, body = SearchRuleList), (status = 403)),
)]
pub async fn list(session: Session, db: Data<Db>) -> Result<Json<SearchRuleList>, Problem> {
    allow::search(&db, &session).await?;
    let now = clock::now();
    let mut rules = search_rules::standing(&db).await?;
    rules.reverse();
    let since = now.0 - editorial::SEARCH_RULES_KEPT_DAYS * DAY;
    let muted: Vec<String> =
        rules.iter().filter(|r| r.kind == SearchRuleKind::Mute.code()).map(|r| r.words_key.clone()).collect();
    let popular = popular_queries::before(&db, now.day(), POPULAR).await?.into_iter();
    let popular =
        popular.map(|p| PopularQuery { muted: muted.contains(&query_key(&p.words)), words: p.words, sources: p.sources });
    let removed = search_rules::removed(&db, since, REMOVED).await?;
    Ok(Json(SearchRuleList {
        rules: items(&db, rules, now.day()).await?,
        removed: items(&db, removed, now.day()).await?,
        popular: popular.collect(),
        most: editorial::MOST_SEARCH_RULES,
        most_targets: editorial::MOST_SEARCH_TARGETS,
    }))
}

async fn items(db: &Db, rows: Vec<SearchRuleRow>, today: Day) -> Result<Vec<SearchRuleItem>> {
    let mut targets = search_rules::targets(db, &rows.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
    let mut successors = Successors::default();
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        let kind: SearchRuleKind = row.kind.parse()?;
        let mut shown = Vec::new();
        for target in targets.remove(&row.id).unwrap_or_default() {
            shown.push(one(db, &mut successors, target).await?);
        }
        let until: Option<Day> = row.until.as_deref().map(str::parse).transpose()?;
        items.push(SearchRuleItem {
            id: row.id,
            kind: kind.code().to_owned(),
            kind_zh: kind.zh(),
            words: row.words,
            other: row.other,
            two_way: row.two_way,
            ended: until.is_some_and(|day| day < today),
            until: row.until,
            note: row.note,
            by: row.by_name,
            added_at: Timestamp(row.added_at).rfc3339(),
            removed_by: row.removed_by_name,
            removed_at: row.removed_at.map(|at| Timestamp(at).rfc3339()),
            targets: shown,
        });
    }
    Ok(items)
}

async fn one(db: &Db, successors: &mut Successors, row: TargetRow) -> Result<SearchRuleTarget> {
    let slug = row.slug.parse()?;
    let (Some(policy), Some(version), Some(asked)) = (row.policy_id, row.current_version, row.clause.clone()) else {
        let href = address::work(&slug);
        return Ok(SearchRuleTarget { work: row.work_id, title: row.title, label: None, href, shown: row.shown });
    };
    let current = successors.of(db, &row).await?;
    let label = match &current {
        Some(clause) => clauses::label(db, policy, version, clause).await?.unwrap_or_else(|| clause.clone()),
        None => asked,
    };
    let href = match &current {
        Some(clause) => address::clause(&slug, &clause.parse()?),
        None => address::policy(&slug),
    };
    Ok(SearchRuleTarget { work: None, title: row.title, label: Some(label), href, shown: current.is_some() })
}
