//! The newest state of a work in the studio: its working copy, or else its newest revision.

use crate::Result;
use db::{Db, revisions, revisions::Revision, working_copies, working_copies::WorkingCopyRow};
use document::markdown;
use domain::WorkContent;

#[derive(Clone, Debug)]
pub struct Newest {
    /// What a save must name. It grows with each save and each revision, whichever way that came.
    pub version: i32,
    pub content: WorkContent,
    /// Markdown, as it was written; not yet held against the format.
    pub body: String,
    /// The published revision that it changes.
    pub based_on: Option<i64>,
    pub changed: bool,
    /// Milliseconds since 1970.
    pub updated_at: Option<i64>,
}

/// `None` where the work has neither.
pub async fn newest(db: &Db, work_id: i64) -> Result<Option<Newest>> {
    let copy = working_copies::of_work(db, work_id).await?;
    let revision = revisions::latest(db, work_id).await?;
    of(copy, revision, None)
}

/// `published` is the work's published revision, from which a work without a working copy is changed.
pub(super) fn of(copy: Option<WorkingCopyRow>, revision: Option<Revision>, published: Option<i64>) -> Result<Option<Newest>> {
    let version = copy.as_ref().map_or(0, |c| c.version) + revision.as_ref().map_or(0, |r| r.number);
    let copy = copy.filter(|c| c.changed || revision.as_ref().is_none_or(|r| c.based_on == Some(r.id)));
    Ok(match (copy, revision) {
        (Some(copy), _) => Some(Newest {
            version,
            content: serde_json::from_str(&copy.content).map_err(anyhow::Error::from)?,
            body: copy.body,
            based_on: copy.based_on,
            changed: copy.changed,
            updated_at: Some(copy.updated_at),
        }),
        (None, Some(revision)) => Some(Newest {
            version,
            body: markdown::write(&revision.body),
            content: revision.content,
            based_on: published,
            changed: false,
            updated_at: None,
        }),
        (None, None) => None,
    })
}
