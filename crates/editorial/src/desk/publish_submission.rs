//! Publishing what three people have passed: of a work, or of a correction into the work that it corrects.

use super::{
    begin_correction::reviewed,
    name_reviewer::name_reviewer,
    rebase::{Rebased, rebase},
    review::{STAGES, no_author},
};
use crate::{
    Error, Result,
    certify::certify,
    original_rules::prepare_original,
    publish::{pictures, publish},
    reading_minutes::reading_minutes,
    revision_digest::revision_digest,
};
use db::{
    Db, Write, draft_clauses, forced_publications, revisions, schedules,
    submissions::{self, SubmissionRow},
    work_desks, working_copies,
    works::{self, WorkRow},
};
use domain::{ReviewStage, Reviewed, Timestamp, WorkContent, WorkState};
use std::collections::BTreeSet;

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    Out,
    /// Put together with what had been published since: what changed by that is to be reviewed once more.
    Merged,
    /// Both sides changed the same place: its authors have to decide.
    GivenBack,
}

/// The revision that was approved becomes what the public reads, with its reviews.
///
/// # Errors
/// Where nothing is approved, or its time has not come.
pub async fn publish_submission(db: &Db, now: Timestamp, work: i64) -> Result<Published> {
    let mut write = db.write(now).await?;
    match publish_in(&mut write, work).await {
        Ok(published) => {
            write.commit().await?;
            Ok(published)
        }
        Err((error, content)) => {
            drop(write);
            if let Some(content) = content {
                // A label that the video lacks stays asked for, though the publication is refused.
                prepare_original(db, now, &content).await?;
            }
            Err(error)
        }
    }
}

/// As [`publish_submission`], in the caller's transaction.
pub(crate) async fn publish_in(write: &mut Write, work: i64) -> std::result::Result<Published, Refusal> {
    let approved = approved(write, work).await.map_err(early)?;
    let schedule = schedules::find(write, work).await.map_err(|error| early(error.into()))?;
    if let Some(schedule) = schedule.filter(|schedule| schedule.embargo && schedule.at > write.now().0) {
        let at = Timestamp(schedule.at).minute();
        return Err(early(Error::refused(format!("作品设了禁发期，{at}以前不能发布。可以改时间，或取消定时发布。"))));
    }
    if approved.is_behind() {
        let rebased = rebase(write, &approved).await.map_err(early)?;
        if rebased != Rebased::NothingNew {
            schedules::remove(write, work).await.map_err(|error| early(error.into()))?;
            return Ok(if rebased == Rebased::Merged { Published::Merged } else { Published::GivenBack });
        }
    }
    put_out(write, approved).await?;
    Ok(Published::Out)
}

/// With it comes the content, where a video may be what is missing.
pub(crate) type Refusal = (Error, Option<WorkContent>);

fn early(error: Error) -> Refusal {
    (error, None)
}

/// A submission that may go out, and where it goes.
pub(super) struct Approved {
    pub work: WorkRow,
    /// The work itself, or the one that it corrects.
    pub target: WorkRow,
    pub open: SubmissionRow,
}

impl Approved {
    /// What is public now is not what it was made from.
    pub fn is_behind(&self) -> bool {
        self.open.based_on != self.target.published_revision
    }
}

pub(super) async fn approved(write: &Write, work: i64) -> Result<Approved> {
    let row = works::by_id(write, work).await?.ok_or_else(|| Error::refused("作品已经不在了。"))?;
    let target = match row.corrects {
        Some(id) => works::by_id(write, id).await?.ok_or_else(|| Error::refused("要更正的作品已经不在了。"))?,
        None => row.clone(),
    };
    if target.state()? == WorkState::Withdrawn {
        return Err(Error::refused("作品已撤回，不能发布。"));
    }
    if row.closed_at.is_some() {
        return Err(Error::refused("这次小更正已经结束。"));
    }
    let open = submissions::latest(write, work).await?.filter(|s| s.state == submissions::APPROVED);
    let open = open.ok_or_else(|| Error::refused("作品还没有通过三审，不能发布。"))?;
    if row.corrects.is_some() {
        reviewed(write, &target).await?;
    }
    Ok(Approved { work: row, target, open })
}

/// All of it in the caller's transaction.
pub(super) async fn put_out(write: &mut Write, approved: Approved) -> std::result::Result<(), Refusal> {
    go_out(write, approved, None).await
}

/// As [`put_out`], before the reviews: by whom, and why. Its submission stays open.
pub(super) async fn put_out_forced(write: &mut Write, submitted: Approved, by: (i64, &str)) -> std::result::Result<(), Refusal> {
    go_out(write, submitted, Some(by)).await
}

async fn go_out(write: &mut Write, approved: Approved, forced: Option<(i64, &str)>) -> std::result::Result<(), Refusal> {
    let Approved { mut work, target, open } = approved;
    let (id, corrects, before) = (work.id, work.corrects, target.published_revision);
    let (mut content, body) = match revisions::by_id_in(write, open.revision_id).await {
        Ok(revision) => (revision.content, revision.body),
        Err(error) => return Err(early(error.into())),
    };
    let mut write_down = async || -> Result<()> {
        // What nobody has reviewed yet names no reviewers.
        content.reviews = if forced.is_some() { Vec::new() } else { reviews(write, &open, &content).await? };
        content.state = WorkState::Published;
        content.published = Some(target.published_at.map_or(write.now(), Timestamp));
        if corrects.is_some() {
            content.slug = target.slug.parse().map_err(anyhow::Error::from)?;
        }
        let digest = revision_digest(&content, &body)?;
        let revision = revisions::add(write, target.id, before, digest.as_str(), &content, &body).await?;
        let minutes = reading_minutes(&content, &body);
        let shown = pictures(write, &body).await?;
        // What was approved is no draft any more: publication settles what is still being written.
        if corrects.is_none()
            && let Some(mut copy) = working_copies::find(write, id).await?
        {
            (copy.based_on, copy.changed) = (Some(revision), false);
            copy.updated_at = write.now().0;
            working_copies::put(write, copy).await?;
        }
        let published = publish(write, target.clone(), revision, &content, minutes, &shown).await?;
        schedules::remove(write, id).await?;
        match forced {
            // Its authors stay those who may not review it.
            Some((account, reason)) => {
                forced_publications::add(write, revision, published.id, open.id, account, reason).await?;
            }
            None => {
                certify(write, &published, revision, &digest, &open).await?;
                submissions::set_state(write, open.id, submissions::PUBLISHED).await?;
                work_desks::close_authors(write, id).await?;
            }
        }
        if corrects.is_some() {
            work.closed_at = Some(write.now().0);
            works::save(write, work.clone()).await?;
            draft_clauses::clear(write, id).await?;
        }
        // A revision that is being written says itself who is to publish it.
        let written = corrects.is_some() && working_copies::find(write, published.id).await?.is_some_and(|copy| copy.changed);
        if !written {
            work_desks::set_holders(write, published.id, &content.organisations).await?;
        }
        Ok(())
    };
    let done = write_down().await;
    done.map_err(|error| (error, Some(content)))
}

/// The people behind the reviews, looked at once more: three passes by three accounts, none of an author.
async fn reviews(write: &mut Write, open: &SubmissionRow, content: &WorkContent) -> Result<Vec<Reviewed>> {
    let passed = submissions::passed(write, open.id).await?;
    let by = |stage: ReviewStage| passed.iter().find(|r| r.stage == stage.code()).map(|r| r.account_id);
    let three: BTreeSet<i64> = STAGES.into_iter().filter_map(by).collect();
    if three.len() != STAGES.len() {
        return Err(Error::refused("三审没有由三位不同的人完成，不能发布。"));
    }
    let mut reviews = Vec::new();
    for one in passed {
        no_author(content, one.wrote, one.person.as_deref())?;
        let stage = one.stage.parse().map_err(anyhow::Error::from)?;
        let person = match one.person {
            Some(slug) => slug.parse().map_err(anyhow::Error::from)?,
            None => name_reviewer(write, one.account_id, open.id).await?,
        };
        reviews.push(Reviewed { person, stage });
    }
    Ok(reviews)
}
