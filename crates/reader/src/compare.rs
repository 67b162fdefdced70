//! Two versions of a policy side by side.

use crate::{
    Failure,
    page::Page,
    parsed::ParsedPolicies,
    policies::policy_ref,
    policy::{Read, version_ref},
};
use actix_web::web::{Data, Path, Query};
use anyhow::Result;
use db::{
    Db,
    clause_links::{self, Interpreting},
};
use domain::{ClauseId, MappingKind, Slug};
use pages::{AffectedWork, Compare, CompareRow, CompareSide, Diff, Site};
use policy::{Aligned, Clause, DiffOp};
use serde::Deserialize;
use std::collections::HashMap;

/// Works that are named beside a changed clause; the others are on the clause's own page.
const BESIDE: i64 = 3;

#[derive(Debug, Deserialize)]
pub struct Options {
    /// The version before the current one, where none is chosen.
    from: Option<i32>,
    /// The current one, likewise.
    to: Option<i32>,
    only: Option<String>,
}

pub async fn compare(
    db: Data<Db>,
    texts: Data<ParsedPolicies>,
    site: Data<Site>,
    path: Path<String>,
    options: Query<Options>,
) -> Result<Page, Failure> {
    let slug: Slug = path.parse().map_err(|_| Failure::NotFound)?;
    let only_changed = match options.only.as_deref() {
        None => false,
        Some("changed") => true,
        Some(_) => return Err(Failure::BadRequest(site.words().fault_only.to_owned())),
    };
    let new = Read::open(&db, &texts, &slug, options.to).await?;
    let from = options.from.unwrap_or_else(|| (new.version.number - 1).max(1));
    let old = Read::open(&db, &texts, &slug, Some(from)).await?;
    let versions = db::policies::versions(&db, new.row.id).await?;
    let aligned = match old.version.number == new.version.number {
        true => Vec::new(),
        false => policy::align(&old.parsed.policy, &new.parsed.policy),
    };
    let works = Works::load(&db, &old, &new).await?;
    let rows = rows(&old, &new, &aligned, &works)?;
    let page = Compare {
        site: &site,
        policy: policy_ref(&new.row, &new.version)?,
        versions: versions.iter().map(|v| version_ref(v.number, v.dated.as_deref())).collect::<Result<_>>()?,
        old: version_ref(old.version.number, old.version.dated.as_deref())?,
        new: version_ref(new.version.number, new.version.dated.as_deref())?,
        counts: MappingKind::ALL.iter().map(|kind| count(&rows, *kind)).collect(),
        rows: rows.into_iter().filter(|row| !only_changed || row.change.is_some()).collect(),
        only_changed,
    };
    Ok(Page::html(page.render()))
}

fn count(rows: &[CompareRow], kind: MappingKind) -> (MappingKind, u64, Option<u64>) {
    let of_kind = || rows.iter().filter(|row| row.kind == kind);
    (kind, of_kind().count() as u64, of_kind().find_map(|row| row.change))
}

fn rows(old: &Read, new: &Read, aligned: &[Aligned], works: &Works) -> Result<Vec<CompareRow>> {
    let mut changes = 0;
    let row = |aligned: &Aligned| {
        let row = row(old, new, aligned);
        if row.kind == MappingKind::Same {
            return Ok(row);
        }
        changes += 1;
        let (affected, more) = works.on(aligned)?;
        Ok(CompareRow { change: Some(changes), works: affected, more, ..row })
    };
    aligned.iter().map(row).collect()
}

fn row(old: &Read, new: &Read, aligned: &Aligned) -> CompareRow {
    let before = aligned.old.as_ref().and_then(|id| old.parsed.policy.clause(id));
    let after = aligned.new.as_ref().and_then(|id| new.parsed.policy.clause(id));
    let (old, new) = match (before, after) {
        (Some(before), Some(after)) => {
            let (old_text, new_text) = pieces(&paragraphs(before), &paragraphs(after));
            let (old_heading, new_heading) = pieces(heading(before), heading(after));
            (Some(side(before, old_heading, old_text)), Some(side(after, new_heading, new_text)))
        }
        _ => (before.map(alone), after.map(alone)),
    };
    CompareRow { kind: aligned.kind, old, new, change: None, works: Vec::new(), more: 0 }
}

fn side(clause: &Clause, heading: Vec<Vec<Diff>>, text: Vec<Vec<Diff>>) -> CompareSide {
    let heading = heading.into_iter().flatten().collect();
    CompareSide { clause: clause.id.clone(), marker: clause.marker.clone(), heading, text }
}

/// A clause that the other version does not have.
fn alone(clause: &Clause) -> CompareSide {
    side(clause, whole(heading(clause)), whole(&paragraphs(clause)))
}

/// One that begins the first paragraph is compared with it.
fn heading(clause: &Clause) -> &str {
    if clause.run_in { "" } else { &clause.heading }
}

fn paragraphs(clause: &Clause) -> String {
    clause.body.iter().chain(&clause.closing).map(|p| p.text.as_str()).collect::<Vec<_>>().join("\n")
}

fn whole(text: &str) -> Vec<Vec<Diff>> {
    text.split('\n').filter(|p| !p.is_empty()).map(|p| vec![Diff::Same(p.to_owned())]).collect()
}

/// Both texts in pieces, paragraph by paragraph.
fn pieces(before: &str, after: &str) -> (Vec<Vec<Diff>>, Vec<Vec<Diff>>) {
    let (mut old, mut new) = (vec![Vec::new()], vec![Vec::new()]);
    for (op, text) in policy::diff(before, after) {
        match op {
            DiffOp::Equal => {
                push(&mut old, &text, Diff::Same);
                push(&mut new, &text, Diff::Same);
            }
            DiffOp::Delete => push(&mut old, &text, Diff::Deleted),
            DiffOp::Insert => push(&mut new, &text, Diff::Inserted),
        }
    }
    let kept = |side: Vec<Vec<Diff>>| side.into_iter().filter(|p| !p.is_empty()).collect();
    (kept(old), kept(new))
}

/// A line feed inside a piece begins the next paragraph.
fn push(paragraphs: &mut Vec<Vec<Diff>>, text: &str, piece: fn(String) -> Diff) {
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            paragraphs.push(Vec::new());
        }
        if let (Some(last), false) = (paragraphs.last_mut(), line.is_empty()) {
            last.push(piece(line.to_owned()));
        }
    }
}

type ByClause = HashMap<String, Vec<Interpreting>>;

/// The published works on the clauses of both versions.
struct Works {
    of_old: ByClause,
    of_new: ByClause,
}

impl Works {
    async fn load(db: &Db, old: &Read, new: &Read) -> Result<Self> {
        Ok(Self { of_old: by_clause(db, old).await?, of_new: by_clause(db, new).await? })
    }

    /// Those on the clause as it is now, then those that still name it as it was; and how many more there are.
    fn on(&self, aligned: &Aligned) -> Result<(Vec<AffectedWork>, u64)> {
        let rows = |works: &'_ ByClause, id: &Option<ClauseId>| works.get(id.as_ref()?.to_string().as_str()).cloned();
        let now = rows(&self.of_new, &aligned.new).unwrap_or_default();
        let then = rows(&self.of_old, &aligned.old).unwrap_or_default();
        let total = now.first().or(then.first()).map_or(0, |row| row.total);
        let mut works: Vec<AffectedWork> = Vec::new();
        for row in now.into_iter().chain(then) {
            let slug: Slug = row.slug.parse()?;
            if !works.iter().any(|known| known.slug == slug) {
                works.push(AffectedWork { slug, title: row.title, waits: row.waits });
            }
        }
        works.truncate(BESIDE as usize);
        let more = (total as u64).saturating_sub(works.len() as u64);
        Ok((works, more))
    }
}

async fn by_clause(db: &Db, read: &Read) -> Result<ByClause> {
    let mut works = ByClause::new();
    for row in clause_links::interpreting(db, read.row.id, read.version.number, BESIDE).await? {
        works.entry(row.clause.clone()).or_default().push(row);
    }
    Ok(works)
}
