//! Carrying links from one version of a policy over to the next: to the clause that continues their own, or, where there
//! is none, before an editor.

use crate::Result;
use db::{
    Write, clause_links,
    clause_links::{ClauseLinkRow, NewLink},
    clauses,
    policies::VersionRow,
};
use domain::{LinkState, MappingKind};
use std::collections::HashMap;

/// What became of the links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    pub carried: usize,
    /// Of these, those whose passage is no longer in the clause: they lead to the whole clause now.
    pub lost_passage: usize,
    /// Links whose clause has no successor.
    pub waiting: usize,
}

/// `links` are of the version before `to`, whose clauses and mappings are written already.
pub(crate) async fn carry_links(write: &Write, to: &VersionRow, links: Vec<ClauseLinkRow>) -> Result<Carried> {
    let mappings = clauses::mappings_in(write, to.policy_id, to.number).await?;
    let successors: HashMap<String, String> = mappings
        .into_iter()
        .filter(|m| m.kind != MappingKind::Removed.code())
        .filter_map(|m| Some((m.from_clause?, m.to_clause?)))
        .collect();
    let texts: HashMap<String, String> =
        clauses::in_version(write, to.id).await?.into_iter().map(|c| (c.clause, format!("{}{}", c.heading, c.body))).collect();
    let mut carried = Carried::default();
    for link in links {
        let Some(clause) = successors.get(&link.clause) else {
            carried.waiting += 1;
            clause_links::set_state(write, link.id, LinkState::NeedsEditor).await?;
            continue;
        };
        let text = texts.get(clause).map_or("", String::as_str);
        let had_passage = link.passage.is_some();
        let passage = link.passage.filter(|p| text.contains(p.as_str()));
        carried.carried += 1;
        carried.lost_passage += usize::from(had_passage && passage.is_none());
        let new = NewLink {
            work_id: link.work_id,
            policy_id: link.policy_id,
            version: to.number,
            clause: clause.clone(),
            passage,
            anchor: link.anchor,
            position: link.position,
            state: LinkState::Mapped,
            carried_from: Some(link.id),
        };
        clause_links::add(write, new).await?;
        clause_links::set_state(write, link.id, LinkState::Superseded).await?;
    }
    Ok(carried)
}
