//! All policies, with how far each is interpreted.

use crate::{Failure, page::Page};
use actix_web::web::Data;
use anyhow::Result;
use db::{
    Db,
    listings::{self, List},
    policies::{PolicyRow, VersionRow},
};
use pages::{Policies, PolicyCard, PolicyRef, Site};
use std::collections::HashSet;

pub async fn policies(db: Data<Db>, site: Data<Site>) -> Result<Page, Failure> {
    Ok(Page::html(Policies { site: &site, policies: policy_cards(&db).await?, feed: None }.render()))
}

/// Newest first.
pub async fn policy_cards(db: &Db) -> Result<Vec<PolicyCard>> {
    let mut cards = Vec::new();
    for row in db::policies::all(db).await? {
        let leaves = db::clauses::leaves(db, row.id, row.current_version).await?;
        let covered: HashSet<String> =
            listings::counts(db, &clause_prefix(row.id, row.current_version)).await?.into_keys().collect();
        cards.push(PolicyCard {
            slug: row.slug.parse()?,
            date: row.dated.as_deref().map(str::parse).transpose()?,
            number: None,
            clauses: leaves.len() as u64,
            covered: leaves.iter().filter(|leaf| covered.contains(*leaf)).count() as u64,
            works: listings::count(db, &List::Policy(row.id)).await?,
            example: is_example(&row.title),
            title: row.title,
            issuer: row.issuer,
        });
    }
    cards.sort_by_key(|c| std::cmp::Reverse(c.date));
    Ok(cards)
}

/// The names of the lists of a version's clauses begin so.
pub fn clause_prefix(policy: i64, version: i32) -> String {
    format!("clause:{policy}@{version}#")
}

pub fn clause_kind_prefix(policy: i64, version: i32) -> String {
    format!("clausekind:{policy}@{version}#")
}

/// Demonstration documents say so in their title, because a policy is nothing but its text.
pub fn is_example(title: &str) -> bool {
    title.contains("（示例") || title.contains("演示用）")
}

/// A policy as one of its versions names it.
pub fn policy_ref(row: &PolicyRow, version: &VersionRow) -> Result<PolicyRef> {
    Ok(PolicyRef {
        slug: row.slug.parse()?,
        title: version.title.clone(),
        issuer: version.issuer.clone(),
        date: version.dated.as_deref().map(str::parse).transpose()?,
        number: version.document_number.clone(),
        example: is_example(&version.title),
    })
}
