//! From rows to the cards that pages show.

use anyhow::Result;
use db::{
    Db,
    listings::{self, Card, Extras},
};
use pages::{ClauseLink, WorkCard};
use std::collections::HashMap;

/// Cards with who wrote them and, where `with_clause`, the first clause that each interprets.
pub async fn cards(db: &Db, cards: Vec<Card>, with_clause: bool) -> Result<Vec<WorkCard>> {
    let ids: Vec<i64> = cards.iter().map(|c| c.id).collect();
    let extras = listings::extras(db, &ids).await?;
    // The same work may stand in several places of one page.
    cards.into_iter().map(|card| one(card, &extras, with_clause)).collect()
}

fn one(card: Card, extras: &HashMap<i64, Extras>, with_clause: bool) -> Result<WorkCard> {
    let Extras { people, clause } = extras.get(&card.id).cloned().unwrap_or_default();
    let clause = clause.filter(|_| with_clause).map(|c| -> Result<ClauseLink> {
        Ok(ClauseLink {
            policy: c.policy_slug.parse()?,
            policy_title: c.policy_title,
            clause: c.clause.parse()?,
            label: c.label,
            heading: c.heading,
            works: None,
        })
    });
    Ok(WorkCard {
        slug: card.slug.parse()?,
        kind: card.kind.parse()?,
        genre: card.genre.parse()?,
        language: card.language.parse()?,
        published: card.published(),
        minutes: card.minutes.max(1) as u32,
        length_ms: card.length_ms.map(u32::try_from).transpose()?,
        people,
        organisation: card.organisation,
        clauses: clause.transpose()?.into_iter().collect(),
        verified: card.verified,
        corrected: card.corrected,
        example: card.example,
        title: card.title,
        lead: card.lead,
    })
}
