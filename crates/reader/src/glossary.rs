//! The page of all terms.

use crate::{Failure, page::Page, terms::note};
use actix_web::web::Data;
use anyhow::Result;
use db::{Db, terms::TermRow};
use domain::{ClauseRef, Slug};
use pages::{GlossaryEntry, GlossaryPage, Site, address};
use std::collections::{HashMap, HashSet};

pub async fn glossary(db: Data<Db>, site: Data<Site>) -> Result<Page, Failure> {
    let rows = db::terms::all(&db).await?;
    let clauses: Vec<ClauseRef> = rows.iter().filter_map(|row| row.clause.as_ref()?.parse().ok()).collect();
    let here = clauses_here(&db, &clauses).await?;
    let terms = rows.iter().map(|row| entry(row, &here)).collect::<Result<_>>()?;
    Ok(Page::html(GlossaryPage { site: &site, terms }.render()))
}

fn entry(row: &TermRow, here: &HashMap<Slug, HashSet<String>>) -> Result<GlossaryEntry> {
    let clause: Option<ClauseRef> = row.clause.as_ref().and_then(|clause| clause.parse().ok());
    // One that a newer version has dropped is named in words alone.
    let clause = clause.filter(|at| here.get(&at.policy).is_some_and(|known| known.contains(&at.clause.to_string())));
    Ok(GlossaryEntry {
        term: note(row.slug.parse()?, row),
        also: row.also(),
        clause: clause.map(|at| address::clause(&at.policy, &at.clause)),
    })
}

/// The clauses of the current versions of the policies that are named.
async fn clauses_here(db: &Db, named: &[ClauseRef]) -> Result<HashMap<Slug, HashSet<String>>> {
    let mut here = HashMap::new();
    for policy in named.iter().map(|clause| &clause.policy).collect::<HashSet<_>>() {
        let Some(row) = db::policies::by_slug(db, policy.as_str()).await? else { continue };
        let clauses = db::clauses::named(db, row.id, row.current_version).await?;
        here.insert(policy.clone(), clauses.into_iter().map(|clause| clause.clause).collect());
    }
    Ok(here)
}
