//! The permanent page of one clause.

use crate::{
    Failure,
    clause_text::Names,
    lists::{After, feed_link, work_list},
    page::Answer,
    page::Page,
    parsed::ParsedPolicies,
    policies::policy_ref,
    policy::{Beside, Read, status_mark, version_ref},
    terms::Terms,
};
use actix_web::web::{Data, Path, Query};
use anyhow::Result;
use db::{Db, listings::List};
use domain::{ClauseId, Language, MappingKind, Slug};
use pages::{ClauseLink, ClausePage, HistoryEntry, Site, address};

pub async fn clause(
    db: Data<Db>,
    texts: Data<ParsedPolicies>,
    site: Data<Site>,
    path: Path<(String, String)>,
    after: Query<After>,
) -> Result<Answer, Failure> {
    let slug: Slug = path.0.parse().map_err(|_| Failure::NotFound)?;
    let asked: ClauseId = path.1.parse().map_err(|_| Failure::NotFound)?;
    let read = Read::open(&db, &texts, &slug, None).await?;
    let clause = read.parsed.policy.clause(&asked).ok_or(Failure::NotFound)?;
    let home = address::clause(&slug, &clause.id);
    if clause.id != asked {
        return Ok(Answer::Moved(home));
    }

    let terms = Terms::load(&db, Language::ZhHans).await?;
    let mut names = Names::new(&read.parsed.policy, &db::policies::slugs_by_title(&db).await?, terms.glossary.marks());
    let mut beside = Beside::without_works(&db, &read).await?;
    let part = read.parsed.policy.part_of(&clause.id).map_or(1, |p| p.number);
    let list = List::Clause { policy: read.row.id, version: read.version.number, clause: clause.id.clone() };
    let list = work_list(&db, &site, &list, &home, &after).await?;
    let mut row = read.row(part, clause, &mut names, &mut beside)?;
    // On its own page every paragraph of the clause stands together.
    for (i, paragraph) in clause.closing.iter().enumerate() {
        let place = policy::Place { part, clause: Some(clause.id.clone()), slot: policy::Slot::Closing(i) };
        row.text.push(names.text(&place, &paragraph.text, 0));
    }
    // On an English page what can be read in English comes first here too.
    row.works = list.english.map(|english| english.works).into_iter().flatten().chain(list.works).collect();
    let statuses = db::clauses::history(&db, read.row.id, read.version.number, &clause.id).await?;
    let page = ClausePage {
        site: &site,
        policy: policy_ref(&read.row, &read.version)?,
        version: version_ref(read.version.number, read.version.dated.as_deref())?,
        row,
        path: above(&read, &clause.id)?,
        children: read.parsed.policy.children(&clause.id).map(|c| read.link(&c.id)).collect::<Result<_>>()?,
        previous: beside_in_order(&read, &clause.id, -1)?,
        next: beside_in_order(&read, &clause.id, 1)?,
        statuses: statuses.into_iter().rev().map(status_mark).collect::<Result<_>>()?,
        history: history(&db, &read, &clause.id).await?,
        pager: list.pager,
        feed: feed_link(&home),
        terms: terms.notes(names.terms.met()),
    };
    Ok(Answer::Page(Page::html(page.render())))
}

/// From the top down to the parent.
fn above(read: &Read, id: &ClauseId) -> Result<Vec<ClauseLink>> {
    let mut path = Vec::new();
    let mut at = id.parent();
    while let Some(parent) = at {
        path.insert(0, read.link(&parent)?);
        at = parent.parent();
    }
    Ok(path)
}

fn beside_in_order(read: &Read, id: &ClauseId, step: isize) -> Result<Option<ClauseLink>> {
    let ids: Vec<&ClauseId> = read.parsed.policy.clauses().map(|c| &c.id).collect();
    let at = ids.iter().position(|other| *other == id);
    let other = at.and_then(|i| i.checked_add_signed(step)).and_then(|i| ids.get(i));
    other.map(|id| read.link(id)).transpose()
}

/// Where the clause was in the versions before, newest first.
async fn history(db: &Db, read: &Read, id: &ClauseId) -> Result<Vec<HistoryEntry>> {
    let mut entries = Vec::new();
    let mut at = Some(id.to_string());
    let versions = db::policies::versions(db, read.row.id).await?;
    for version in versions.iter().rev().filter(|v| v.number < read.version.number) {
        let Some(clause) = at else { break };
        let mapping = db::clauses::mappings_to(db, read.row.id, version.number + 1)
            .await?
            .into_iter()
            .find(|m| m.to_clause.as_ref() == Some(&clause));
        let (kind, from) = match mapping {
            Some(m) => (m.kind.parse()?, m.from_clause),
            None => (MappingKind::Added, None),
        };
        entries.push(HistoryEntry {
            version: version_ref(version.number, version.dated.as_deref())?,
            kind,
            clause: from.as_deref().map(str::parse).transpose()?,
            label: match &from {
                Some(clause) => {
                    db::clauses::label(db, read.row.id, version.number, clause).await?.unwrap_or_else(|| clause.clone())
                }
                None => String::new(),
            },
        });
        at = from;
    }
    Ok(entries)
}
