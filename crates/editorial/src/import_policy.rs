//! Taking in an official document: a new policy, or a new version of one that is here.
//!
//! With a new version every link of the one before is carried over to the clause that continues its own, or listed for
//! an editor where there is none.

use crate::{
    Error, Result,
    carry_links::{Carried, carry_links},
    relist::relist,
};
use db::{
    Db, Position, Write,
    audit::Entry,
    clause_links,
    clauses::{self, Mapping, NewClause},
    policies::{self, NewVersion, PolicyRow, VersionRow},
    revisions, works,
};
use domain::{Act, AuditAct, AuditSubject, Entity, PolicyRelation, Slug, Timestamp, WorkState};
use policy::Policy;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// A document to be taken in.
#[derive(Clone, Debug)]
pub struct ImportPolicy {
    pub slug: Slug,
    pub bytes: Vec<u8>,
    /// Relations that an editor states, besides those that the text itself names.
    pub relations: Vec<(PolicyRelation, Slug)>,
}

/// What an import did and understood.
#[derive(Debug)]
pub struct PolicyImport {
    pub slug: Slug,
    /// The version that this text is.
    pub version: i32,
    /// False where this text was here already.
    pub new: bool,
    pub policy: Policy,
    /// Links of the version before.
    pub links: Carried,
    pub position: Option<Position>,
}

/// # Errors
/// [`Error::NoPolicy`] with the line and the reason; nothing is stored then.
pub async fn import_policy(db: &Db, now: Timestamp, import: ImportPolicy) -> Result<PolicyImport> {
    let read = policy::read(&import.bytes)?;
    let digest = hex::encode(Sha256::digest(&import.bytes));
    let mut write = db.write(now).await?;
    write.as_the_only_import().await?;
    let existing = policies::find(&write, import.slug.as_str()).await?;
    if let Some(row) = &existing
        && let Some(version) = policies::version_with(&write, row.id, &digest).await?
    {
        let unchanged = PolicyImport { version: version.number, ..report(import.slug, read) };
        return Ok(unchanged);
    }

    let head = NewVersion {
        title: read.title.clone(),
        issuer: read.issuer.clone(),
        document_number: read.number.clone(),
        dated: read.date.map(|d| d.to_string()),
        source: import.bytes,
        digest,
    };
    let (row, act) = match existing {
        Some(row) => (row, Act::Updated),
        None => (policies::create(&write, import.slug.as_str(), &head).await?, Act::Created),
    };
    let version = policies::add_version(&write, &row, head).await?;
    add_clauses(&write, version.id, &read).await?;
    add_names(&write, version.id, &read).await?;
    add_relations(&write, &row, &read, &import.relations).await?;

    let mut report = PolicyImport { version: version.number, new: true, ..report(import.slug, read) };
    if row.current_version > 0 {
        carry_over(&mut write, &row, &version, &mut report).await?;
    }
    write.log(Entity::Policy, row.id, row.slug.as_str(), act);
    let told = Entry::new(AuditAct::PolicyImported, AuditSubject::Policy, Some(row.id), row.slug.as_str());
    write.audit(told.with("version", version.number));
    report.position = write.commit().await?;
    Ok(report)
}

fn report(slug: Slug, policy: Policy) -> PolicyImport {
    PolicyImport { slug, version: 0, new: false, policy, links: Carried::default(), position: None }
}

async fn add_clauses(write: &Write, version_id: i64, policy: &Policy) -> Result<()> {
    let rows: Vec<NewClause> = policy
        .clauses()
        .map(|c| NewClause {
            clause: c.id.clone(),
            marker: c.marker.clone(),
            label: c.label.clone(),
            heading: if c.heading.is_empty() { c.lead(40) } else { c.heading.clone() },
            body: c.own_text(),
        })
        .collect();
    Ok(clauses::add_all(write, version_id, &rows).await?)
}

async fn add_names(write: &Write, version_id: i64, policy: &Policy) -> Result<()> {
    let mentions = policy.mentions();
    for (i, name) in policy.names.iter().enumerate() {
        let count = mentions.iter().filter(|m| m.target == policy::Target::Name(i)).count();
        policies::add_name(write, version_id, &name.short, &name.full, count).await?;
    }
    Ok(())
}

async fn add_relations(write: &Write, row: &PolicyRow, policy: &Policy, stated: &[(PolicyRelation, Slug)]) -> Result<()> {
    let mut relations: BTreeSet<(PolicyRelation, String)> = policy.relations().into_iter().map(|r| (r.kind, r.title)).collect();
    for (kind, slug) in stated {
        let target = policies::find(write, slug.as_str()).await?.ok_or_else(|| {
            Error::refused(format!("no policy is called “{slug}”, so nothing can be {}", kind.en().to_lowercase()))
        })?;
        relations.insert((*kind, target.title));
    }
    policies::set_relations(write, row.id, &relations.into_iter().collect::<Vec<_>>()).await?;
    for part in &policy.parts {
        policies::resolve_relations(write, row.id, &part.title).await?;
    }
    policies::resolve_relations(write, row.id, &policy.title).await?;
    Ok(())
}

/// A version that was taken in once, read again.
pub(crate) fn read_version(row: &PolicyRow, version: &VersionRow) -> Result<Policy> {
    let told = |error| anyhow::anyhow!("version {} of {} cannot be read: {error}", version.number, row.slug);
    Ok(policy::read(&version.source).map_err(told)?)
}

/// Maps the clauses of the version before to those of the new one, and its links with them.
async fn carry_over(write: &mut Write, row: &PolicyRow, version: &VersionRow, report: &mut PolicyImport) -> Result<()> {
    let old = policies::version_in(write, row.id, row.current_version)
        .await?
        .ok_or_else(|| anyhow::anyhow!("policy {} has no version {}", row.slug, row.current_version))?;
    let old_policy = read_version(row, &old)?;
    let mappings: Vec<Mapping> = policy::align(&old_policy, &report.policy)
        .into_iter()
        .map(|a| Mapping { from: a.old, to: a.new, kind: a.kind, similarity: f64::from(a.similarity) })
        .collect();
    clauses::add_mappings(write, row.id, old.number, report.version, &mappings).await?;
    clauses::carry_statuses(write, row.id, report.version).await?;

    let links = clause_links::of_version(write, row.id, old.number).await?;
    let touched: BTreeSet<i64> = links.iter().map(|link| link.work_id).collect();
    report.links = carry_links(write, version, links).await?;
    for work_id in touched {
        relist_work(write, work_id).await?;
    }
    Ok(())
}

/// The lists of the new version show the works that were carried over.
async fn relist_work(write: &mut Write, work_id: i64) -> Result<()> {
    let Some(work) = works::by_id(write, work_id).await? else { return Ok(()) };
    if work.state()? == WorkState::Published {
        let content = revisions::published_content(write, &work).await?;
        relist(write, &work, &content).await?;
        write.log(Entity::Work, work.id, work.slug.as_str(), Act::Updated);
    }
    Ok(())
}
