//! Taking in a work as an editor left it: a new revision where anything changed, published where it says so.

use crate::{Error, Result, original_rules, publish::publish, reading_minutes::reading_minutes, tag::TagAuthority};
use db::{Write, assets, awaited_originals, draft_clauses, revisions, work_desks, works, works::WorkRow};
use document::Document;
use domain::{WorkContent, WorkState};

/// What became of a work that was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    Created,
    Updated,
    Unchanged,
    /// Withdrawn here: an import never brings it back.
    StillWithdrawn,
}

/// A work as it was handed in; its pictures go by the digest of their bytes.
pub(crate) struct Draft<'a> {
    pub content: &'a WorkContent,
    pub body: &'a Document,
    /// SHA-256 over content and body.
    pub digest: &'a str,
    /// Ids of the originals it shows.
    pub assets: &'a [i64],
    /// Never used before; becomes part of the tag of a new work.
    pub unique: &'a str,
}

pub(crate) async fn save_work(write: &mut Write, authority: &TagAuthority, draft: Draft<'_>) -> Result<Saved> {
    let content = draft.content;
    let existing = find(write, content).await?;
    let (work, outcome) = match existing {
        Some(work) if work.state()? == WorkState::Withdrawn => return Ok(Saved::StillWithdrawn),
        Some(work) if revisions::latest_digest(write, work.id).await?.as_deref() == Some(draft.digest) => {
            return Ok(Saved::Unchanged);
        }
        Some(work) if content.state == WorkState::Draft && work.state()? == WorkState::Published => {
            return Err(Error::refused(format!("“{}” is published; a file cannot make it a draft again", work.slug)));
        }
        Some(mut work) => {
            work.original_id = original(write, content).await?.filter(|id| *id != work.id);
            // A draft that was deleted in the studio and comes by file is wanted again.
            work.closed_at = work.closed_at.filter(|_| work.corrects.is_some());
            (renamed(write, work, content).await?, Saved::Updated)
        }
        None => {
            let tag = content.tag.clone().unwrap_or_else(|| authority.tag(write.now(), draft.unique));
            let original = original(write, content).await?;
            (works::create(write, &tag, content, original).await?, Saved::Created)
        }
    };
    let revision = revisions::add(write, work.id, work.published_revision, draft.digest, content, draft.body).await?;
    work_desks::set_holders(write, work.id, &content.organisations).await?;
    awaited_originals::remove(write, work.id).await?;
    draft_clauses::set(write, work.id, content).await?;
    if content.state != WorkState::Published {
        return Ok(outcome);
    }
    if let Some(awaited) = original_rules::awaited(write, content).await? {
        awaited_originals::set(write, work.id, revision, awaited).await?;
        if work.published_revision.is_none() {
            let shown: Vec<i64> =
                std::iter::once(awaited).chain(draft.assets.iter().copied().filter(|id| *id != awaited)).collect();
            assets::set_of_work(write, work.id, &shown).await?;
        }
    } else {
        let minutes = reading_minutes(content, draft.body);
        publish(write, work, revision, content, minutes, draft.assets).await?;
    }
    Ok(outcome)
}

/// By tag where the file has one, otherwise by slug.
async fn find(write: &Write, content: &WorkContent) -> Result<Option<WorkRow>> {
    if let Some(tag) = &content.tag
        && let Some(work) = works::by_tag(write, tag).await?
    {
        return Ok(Some(work));
    }
    Ok(works::by_slug(write, content.slug.as_str()).await?)
}

/// A slug that changes leaves a redirect.
async fn renamed(write: &Write, mut work: WorkRow, content: &WorkContent) -> Result<WorkRow> {
    if work.slug == content.slug.as_str() {
        return Ok(work);
    }
    let old = std::mem::replace(&mut work.slug, content.slug.to_string());
    let work = works::save(write, work).await?;
    works::redirect(write, &old, work.id).await?;
    Ok(work)
}

async fn original(write: &Write, content: &WorkContent) -> Result<Option<i64>> {
    let Some(slug) = &content.translation_of else { return Ok(None) };
    let found = works::by_slug_ever(write, slug.as_str()).await?;
    let work = found.ok_or_else(|| Error::refused(format!("no work is called {slug}, so nothing can be its translation")))?;
    // A translation of a translation belongs to the same family.
    Ok(Some(work.original_id.unwrap_or(work.id)))
}
