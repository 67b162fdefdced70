//! What search knows of works beside their content: whom they name and what they interpret, of many works in three statements.

use crate::{Db, sql::places};
use anyhow::Result;
use sea_orm::FromQueryResult;
use std::collections::HashMap;

#[derive(Debug, Default)]
pub struct Indexed {
    /// Names of people in their order, each followed by the English one where there is one.
    pub people: Vec<String>,
    pub organisations: Vec<String>,
    pub links: Vec<IndexedLink>,
}

/// A clause that a work interprets, of any version of its policy.
#[derive(Debug, FromQueryResult)]
pub struct IndexedLink {
    work_id: i64,
    pub policy_slug: String,
    pub policy_title: String,
    pub clause: String,
    pub label: Option<String>,
}

#[derive(FromQueryResult)]
struct Named {
    work_id: i64,
    name: String,
    name_en: Option<String>,
}

/// By the works' ids; of whatever names nothing there is no entry.
pub async fn of_works(db: &Db, works: &[i64]) -> Result<HashMap<i64, Indexed>> {
    let mut indexed: HashMap<i64, Indexed> = HashMap::new();
    if works.is_empty() {
        return Ok(indexed);
    }
    let these = places(1, works.len());
    let named = async |table: &str, column: &str, names: &str| {
        let sql = format!(
            "SELECT j.work_id, v.name, v.name_en FROM {table} j JOIN {names} v ON v.id = j.{column} \
             WHERE j.work_id IN ({these}) ORDER BY j.work_id, j.position"
        );
        db.all::<Named>(&sql, works.iter().map(|id| (*id).into())).await
    };
    for row in named("work_people", "person_id", "people").await? {
        indexed.entry(row.work_id).or_default().people.extend(std::iter::once(row.name).chain(row.name_en));
    }
    for row in named("work_organisations", "organisation_id", "organisations").await? {
        indexed.entry(row.work_id).or_default().organisations.push(row.name);
    }
    let sql = format!(
        "SELECT k.work_id, p.slug AS policy_slug, p.title AS policy_title, k.clause, c.label \
         FROM clause_links k JOIN policies p ON p.id = k.policy_id \
         JOIN policy_versions v ON v.policy_id = k.policy_id AND v.number = k.version \
         LEFT JOIN clauses c ON c.version_id = v.id AND c.clause = k.clause \
         WHERE k.work_id IN ({these}) AND k.state <> 'superseded' ORDER BY k.work_id, k.position, k.id"
    );
    for link in db.all::<IndexedLink>(&sql, works.iter().map(|id| (*id).into())).await? {
        indexed.entry(link.work_id).or_default().links.push(link);
    }
    Ok(indexed)
}
