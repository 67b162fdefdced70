//! Which version of a policy a file means where it names none: the one it meant when the work was taken in before, or
//! else the current one. Links and exact quotes name it from then on, so that a later version of the policy changes
//! neither what was quoted nor whether the same file is taken for a change.

use super::front_matter::WorkFile;
use crate::Result;
use db::{Db, revisions, revisions::Revision};
use domain::{ClauseRef, Slug};
use std::collections::HashMap;

/// Settles the version of every link and exact quote; the newest revision of each work that is here already, by position.
pub(super) async fn settle(db: &Db, works: &mut [WorkFile]) -> Result<Vec<Option<Revision>>> {
    let mut current: HashMap<Slug, u32> = HashMap::new();
    for row in db::policies::all(db).await? {
        current.insert(row.slug.parse().map_err(anyhow::Error::from)?, row.current_version as u32);
    }
    let mut before = Vec::with_capacity(works.len());
    for work in works {
        let known = revisions::latest_of(db, work.content.tag.as_deref(), work.content.slug.as_str()).await?;
        let meant = known.as_ref().map(meant).unwrap_or_default();
        let mut settle = |clause: &mut ClauseRef| {
            let bare = ClauseRef { version: None, ..clause.clone() };
            clause.version =
                clause.version.or_else(|| meant.get(&bare).copied()).or_else(|| current.get(&clause.policy).copied());
        };
        work.content.clauses.iter_mut().for_each(|link| settle(&mut link.clause));
        work.body.settle_quotes(&mut settle);
        before.push(known);
    }
    Ok(before)
}

/// The versions that a revision names.
fn meant(revision: &Revision) -> HashMap<ClauseRef, u32> {
    let links = revision.content.clauses.iter().map(|link| link.clause.clone());
    let quotes = revision.body.quotes().into_iter().map(|quote| quote.clause);
    links.chain(quotes).filter_map(|clause| Some((ClauseRef { version: None, ..clause.clone() }, clause.version?))).collect()
}
