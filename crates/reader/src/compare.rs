//! Two versions of a policy side by side.

use crate::{
    Failure,
    page::Page,
    parsed::ParsedPolicies,
    policies::policy_ref,
    policy::{Read, version_ref},
};
use actix_web::web::{Data, Path, Query};
use db::Db;
use domain::{MappingKind, Slug};
use pages::{Compare, CompareRow, CompareSide, Diff, Site};
use policy::{Aligned, Clause, DiffOp};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Options {
    from: i32,
    to: i32,
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
    let old = Read::open(&db, &texts, &slug, Some(options.from)).await?;
    let new = Read::open(&db, &texts, &slug, Some(options.to)).await?;
    let aligned = policy::align(&old.parsed.policy, &new.parsed.policy);
    let counts = MappingKind::ALL.iter().map(|k| (*k, aligned.iter().filter(|a| a.kind == *k).count() as u64)).collect();
    let shown = aligned.iter().filter(|a| !only_changed || a.kind != MappingKind::Same);
    let page = Compare {
        site: &site,
        policy: policy_ref(&new.row, &new.version)?,
        old: version_ref(old.version.number, old.version.dated.as_deref())?,
        new: version_ref(new.version.number, new.version.dated.as_deref())?,
        rows: shown.map(|a| row(&old, &new, a)).collect(),
        counts,
        only_changed,
    };
    Ok(Page::html(page.render()))
}

fn row(old: &Read, new: &Read, aligned: &Aligned) -> CompareRow {
    let before = aligned.old.as_ref().and_then(|id| old.parsed.policy.clause(id));
    let after = aligned.new.as_ref().and_then(|id| new.parsed.policy.clause(id));
    let (old_text, new_text) = match (before, after) {
        (Some(before), Some(after)) => pieces(before, after),
        _ => (before.map(whole).unwrap_or_default(), after.map(whole).unwrap_or_default()),
    };
    CompareRow { kind: aligned.kind, old: before.map(|c| side(c, old_text)), new: after.map(|c| side(c, new_text)) }
}

fn side(clause: &Clause, text: Vec<Vec<Diff>>) -> CompareSide {
    let heading = if clause.run_in { String::new() } else { clause.heading.clone() };
    CompareSide { clause: clause.id.clone(), marker: clause.marker.clone(), heading, text }
}

fn paragraphs(clause: &Clause) -> String {
    clause.body.iter().chain(&clause.closing).map(|p| p.text.as_str()).collect::<Vec<_>>().join("\n")
}

fn whole(clause: &Clause) -> Vec<Vec<Diff>> {
    paragraphs(clause).split('\n').filter(|p| !p.is_empty()).map(|p| vec![Diff::Same(p.to_owned())]).collect()
}

/// Both texts in pieces, paragraph by paragraph.
fn pieces(before: &Clause, after: &Clause) -> (Vec<Vec<Diff>>, Vec<Vec<Diff>>) {
    let (mut old, mut new) = (vec![Vec::new()], vec![Vec::new()]);
    for (op, text) in policy::diff(&paragraphs(before), &paragraphs(after)) {
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
