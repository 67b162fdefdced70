//! What lists show of a work.

use crate::{Db, sql::places};
use anyhow::Result;
use domain::Timestamp;
use sea_orm::FromQueryResult;
use std::collections::HashMap;

/// What a list shows of a work.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Card {
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub lead: String,
    pub kind: String,
    pub genre: String,
    pub language: String,
    pub minutes: i32,
    pub published_at: i64,
    pub updated_at: i64,
    /// The responsible organisation.
    pub organisation: Option<String>,
    pub organisation_en: Option<String>,
    pub example: bool,
    /// Three different people reviewed it.
    pub verified: bool,
    pub corrected: bool,
    /// Of a short video, in milliseconds.
    pub length_ms: Option<i64>,
}

impl Card {
    pub fn published(&self) -> Timestamp {
        Timestamp(self.published_at)
    }
}

pub(crate) const CARD: &str = "w.id, w.slug, w.title, w.lead, w.kind, w.genre, w.language, w.minutes, \
     COALESCE(w.published_at, 0) AS published_at, w.updated_at, o.name AS organisation, o.name_en AS organisation_en, COALESCE(o.example, FALSE) AS example, \
     (SELECT COUNT(DISTINCT r.person_id) FROM work_reviews r WHERE r.work_id = w.id AND r.stage <> 'scientific') >= 3 AS verified, \
     EXISTS (SELECT 1 FROM corrections n WHERE n.work_id = w.id AND n.lifted_at IS NULL) AS corrected, \
     CASE WHEN w.kind = 'short-video' THEN (SELECT MAX(a.duration_ms) FROM work_assets s JOIN assets a ON a.id = s.asset_id \
     WHERE s.work_id = w.id AND a.kind = 'video') END AS length_ms";

/// The tables that [`CARD`] reads from, `w` being joined before.
pub(crate) const CARD_JOINS: &str = "LEFT JOIN work_organisations wo ON wo.work_id = w.id AND wo.position = 0 \
     LEFT JOIN organisations o ON o.id = wo.organisation_id";

/// Who wrote or spoke, and the first clause that it interprets: what a card names besides.
#[derive(Clone, Debug, Default)]
pub struct Extras {
    /// By their names, and by those in English where they have one.
    pub people: Vec<(String, Option<String>)>,
    pub clause: Option<FirstClause>,
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct FirstClause {
    pub work_id: i64,
    pub policy_slug: String,
    pub policy_title: String,
    pub clause: String,
    pub label: String,
    pub heading: String,
}

#[derive(FromQueryResult)]
struct Name {
    work_id: i64,
    name: String,
    name_en: Option<String>,
}

/// The extras of these works, by id.
pub async fn extras(db: &Db, ids: &[i64]) -> Result<HashMap<i64, Extras>> {
    let mut extras: HashMap<i64, Extras> = HashMap::new();
    if ids.is_empty() {
        return Ok(extras);
    }
    let (among, values) = (places(1, ids.len()), || ids.iter().map(|id| (*id).into()));
    let names: Vec<Name> = db
        .all(
            &format!(
                "SELECT j.work_id, p.name, p.name_en FROM work_people j JOIN people p ON p.id = j.person_id \
                 WHERE j.work_id IN ({among}) AND j.role NOT IN ('editor', 'photographer') ORDER BY j.work_id, j.position"
            ),
            values(),
        )
        .await?;
    for Name { work_id, name, name_en } in names {
        let people = &mut extras.entry(work_id).or_default().people;
        if people.iter().all(|(known, _)| *known != name) {
            people.push((name, name_en));
        }
    }
    let clauses: Vec<FirstClause> = db
        .all(
            &format!(
                "SELECT k.work_id, p.slug AS policy_slug, p.title AS policy_title, k.clause, c.label, c.heading \
                 FROM clause_links k JOIN policies p ON p.id = k.policy_id \
                 JOIN policy_versions v ON v.policy_id = p.id AND v.number = k.version \
                 JOIN clauses c ON c.version_id = v.id AND c.clause = k.clause \
                 WHERE k.work_id IN ({among}) AND k.position = 0 AND k.state IN ('current', 'mapped') ORDER BY k.id"
            ),
            values(),
        )
        .await?;
    for clause in clauses {
        let work_id = clause.work_id;
        extras.entry(work_id).or_default().clause = Some(clause);
    }
    Ok(extras)
}

/// The works with these ids, in the order of the ids; withdrawn and unknown ones are left out.
pub async fn cards_by_id(db: &Db, ids: &[i64]) -> Result<Vec<Card>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql =
        format!("SELECT {CARD} FROM works w {CARD_JOINS} WHERE w.state = 'published' AND w.id IN ({})", places(1, ids.len()));
    let cards: Vec<Card> = db.all(&sql, ids.iter().map(|id| (*id).into())).await?;
    let mut by_id: HashMap<i64, Card> = cards.into_iter().map(|c| (c.id, c)).collect();
    Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
}
