//! Publishing: a revision becomes what the public sees.

use crate::{Error, Result, carry_links::carry_links, original_rules, relist::relist};
use db::{
    Write, assets,
    audit::Entry,
    awaited_originals, clause_links,
    clause_links::NewLink,
    draft_clauses, editions, policies, revisions, work_parts,
    works::{self, WorkRow},
};
use document::Document;
use domain::{Act, AuditAct, Entity, LinkState, WorkContent};
use std::collections::{BTreeSet, HashMap};

/// Makes `revision` the published one of `work` and rewrites everything that is read from it. `pictures` are the originals
/// that its body shows; a video, its poster or a long image is found here.
pub(crate) async fn publish(
    write: &mut Write,
    mut work: WorkRow,
    revision: i64,
    content: &WorkContent,
    minutes: u32,
    pictures: &[i64],
) -> Result<WorkRow> {
    let mut shown = original_rules::settle(write, content).await?;
    shown.extend(pictures.iter().filter(|id| !shown.contains(id)).collect::<Vec<_>>());
    awaited_originals::remove(write, work.id).await?;
    let (first, before) = (work.published_at.is_none(), work.published_revision.is_some());
    work.state = work.state()?.publish().map_err(Error::refused)?.code().into();
    // `published` never moves; `updated` moves only here, where a reader would notice, and with a correction.
    let published = content.published.unwrap_or(write.now());
    work.published_at = Some(work.published_at.unwrap_or(published.0));
    if first {
        work.updated_at = published.0;
    } else {
        work.note_updated(write.now());
    }
    work.published_revision = Some(revision);
    revisions::note_published(write, revision).await?;
    work.slug = content.slug.to_string();
    work.kind = content.kind.code().into();
    work.language = content.language.code().into();
    work.genre = content.genre.code().into();
    work.title.clone_from(&content.title);
    work.lead.clone_from(&content.lead);
    work.minutes = minutes as i32;
    works::drop_redirect(write, &work.slug).await?;
    let work = works::save(write, work).await?;

    work_parts::replace(write, work.id, content, before).await?;
    assets::set_of_work(write, work.id, &shown).await?;
    replace_links(write, work.id, content).await?;
    carry_to_current(write, work.id).await?;
    draft_clauses::settle(write, work.id).await?;
    relist(write, &work, content).await?;
    editions::want(write, &work).await?;
    write.log(Entity::Work, work.id, work.slug.as_str(), if first { Act::Published } else { Act::Updated });
    write.audit(Entry::work(AuditAct::WorkPublished, work.id).with("revision", revision));
    Ok(work)
}

/// The originals of the pictures that a body shows.
pub(crate) async fn pictures(write: &Write, body: &Document) -> Result<Vec<i64>> {
    let mut ids = Vec::new();
    for (_, figure) in body.pictures() {
        if let Some(row) = assets::find(write, figure.picture.as_str()).await?
            && !ids.contains(&row.id)
        {
            ids.push(row.id);
        }
    }
    Ok(ids)
}

/// A link made for an older version stands for the current one like all others of that version.
async fn carry_to_current(write: &Write, work_id: i64) -> Result<()> {
    let policies: BTreeSet<i64> =
        clause_links::all_of_work(write, work_id).await?.into_iter().map(|link| link.policy_id).collect();
    for policy_id in policies {
        for version in policies::versions_in(write, policy_id).await?.into_iter().skip(1) {
            let links = clause_links::all_of_work(write, work_id).await?;
            let before = links.into_iter().filter(|link| link.policy_id == policy_id && link.version == version.number - 1);
            carry_links(write, &version, before.collect()).await?;
        }
    }
    Ok(())
}

/// Each link names its version from now on, also where the editor left it open.
async fn replace_links(write: &Write, work_id: i64, content: &WorkContent) -> Result<()> {
    clause_links::remove_all(write, work_id).await?;
    let mut known = HashMap::new();
    for (position, link) in content.clauses.iter().enumerate() {
        let slug = link.clause.policy.as_str();
        if !known.contains_key(slug) {
            let policy = policies::find(write, slug).await?;
            known.insert(slug, policy.ok_or_else(|| Error::refused(format!("no policy is called {slug}")))?);
        }
        let policy = &known[slug];
        let version = link.clause.version.map_or(policy.current_version, |v| v as i32);
        let new = NewLink {
            work_id,
            policy_id: policy.id,
            version,
            clause: link.clause.clause.to_string(),
            passage: link.passage.clone(),
            anchor: link.anchor.clone(),
            position: position as i32,
            state: LinkState::Current,
            carried_from: None,
        };
        clause_links::add(write, new).await?;
    }
    Ok(())
}
