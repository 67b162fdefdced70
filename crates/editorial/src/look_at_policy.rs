//! What an official document would become, before anybody takes it in: nothing is stored.

use crate::{Result, import_policy::read_version};
use db::{Db, clause_links, policies};
use domain::{MappingKind, Slug};
use policy::{Encoding, PartKind, Policy};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// A document as it was understood.
#[derive(Debug, Serialize)]
pub struct PolicyLook {
    pub title: String,
    pub issuer: Option<String>,
    pub number: Option<String>,
    pub dated: Option<String>,
    pub encoding: &'static str,
    pub parts: Vec<LookPart>,
    pub clauses: Vec<LookClause>,
    /// Short name, full name.
    pub names: Vec<(String, String)>,
    pub against: Option<Against>,
}

#[derive(Debug, Serialize)]
pub struct LookPart {
    pub kind: &'static str,
    pub title: String,
    pub clauses: usize,
}

#[derive(Debug, Serialize)]
pub struct LookClause {
    pub id: String,
    pub label: String,
    /// Its heading, or how it begins.
    pub words: String,
    /// 1 for a top clause.
    pub level: usize,
}

/// Beside the version that is here.
#[derive(Debug, Serialize)]
pub struct Against {
    pub version: i32,
    pub title: String,
    /// The very same bytes are one of its versions already.
    pub known: bool,
    /// Clauses that are not the same as before, in the order of the new text.
    pub changes: Vec<Change>,
    pub same: usize,
    /// Links of works that follow their clause, and that wait for an editor because it is gone.
    pub links_follow: i64,
    pub links_wait: i64,
}

#[derive(Debug, Serialize)]
pub struct Change {
    pub kind: &'static str,
    pub from: Option<String>,
    pub to: Option<String>,
    pub words: String,
    /// Works' links to the clause as it is now.
    pub links: i64,
}

/// Reads `bytes`, and where `slug` is a policy that is here compares them with its current version.
///
/// # Errors
/// [`crate::Error::NoPolicy`] with the line and the reason.
pub async fn look_at_policy(db: &Db, slug: Option<&Slug>, bytes: &[u8]) -> Result<PolicyLook> {
    let read = policy::read(bytes)?;
    let against = match slug {
        Some(slug) => against(db, slug, bytes, &read).await?,
        None => None,
    };
    let summary = read.summary();
    let clauses = read.clauses().map(|c| LookClause {
        id: c.id.to_string(),
        label: c.label.clone(),
        words: words(&read, Some(&c.id)),
        level: c.level,
    });
    Ok(PolicyLook {
        clauses: clauses.collect(),
        parts: summary
            .parts
            .into_iter()
            .map(|p| LookPart { kind: part(p.kind), title: p.title, clauses: p.levels.iter().sum() })
            .collect(),
        title: summary.title,
        issuer: summary.issuer,
        number: summary.number,
        dated: summary.date.map(|d| d.to_string()),
        encoding: encoding(summary.encoding),
        names: summary.names.into_iter().map(|(short, full, _)| (short, full)).collect(),
        against,
    })
}

async fn against(db: &Db, slug: &Slug, bytes: &[u8], new: &Policy) -> Result<Option<Against>> {
    let Some(row) = policies::by_slug(db, slug.as_str()).await? else { return Ok(None) };
    let Some(old) = policies::version(db, row.id, row.current_version).await? else { return Ok(None) };
    let digest = hex::encode(Sha256::digest(bytes));
    let known = policies::versions(db, row.id).await?.iter().any(|version| version.digest == digest);
    let old_policy = read_version(&row, &old)?;
    let links: HashMap<String, i64> = clause_links::counts(db, row.id, old.number).await?.into_iter().collect();
    let (mut changes, mut same, mut follow, mut wait) = (Vec::new(), 0, 0, 0);
    for aligned in policy::align(&old_policy, new) {
        let count = aligned.old.as_ref().and_then(|id| links.get(&id.to_string())).copied().unwrap_or(0);
        if aligned.new.is_some() {
            follow += count
        } else {
            wait += count
        }
        if aligned.kind == MappingKind::Same {
            same += 1;
            continue;
        }
        let label = |policy: &Policy, id: &Option<domain::ClauseId>| {
            id.as_ref().and_then(|id| policy.clause(id)).map(|clause| clause.label.clone())
        };
        changes.push(Change {
            kind: aligned.kind.code(),
            from: label(&old_policy, &aligned.old),
            to: label(new, &aligned.new),
            words: if aligned.new.is_some() {
                words(new, aligned.new.as_ref())
            } else {
                words(&old_policy, aligned.old.as_ref())
            },
            links: count,
        });
    }
    Ok(Some(Against { version: old.number, title: row.title, known, changes, same, links_follow: follow, links_wait: wait }))
}

fn words(policy: &Policy, id: Option<&domain::ClauseId>) -> String {
    let clause = id.and_then(|id| policy.clause(id));
    clause.map_or_else(String::new, |c| if c.heading.is_empty() { c.lead(40) } else { c.heading.clone() })
}

fn part(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Letter => "通知",
        PartKind::Plan => "正文",
        PartKind::Law => "法律法规",
        PartKind::Annex => "附件",
    }
}

fn encoding(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Utf16Le => "UTF-16LE",
        Encoding::Utf16Be => "UTF-16BE",
        Encoding::Gb18030 => "GB18030",
    }
}
