//! Publishing what three people have passed.

use super::review::{STAGES, no_author};
use crate::{
    Error, Result,
    publish::{pictures, publish},
    revision_digest::revision_digest,
    video_rules::prepare_video,
};
use db::{
    Db, Position, Write, accounts, draft_clauses, revisions,
    submissions::{self, SubmissionRow},
    work_desks, working_copies, works,
};
use domain::{ReviewStage, Reviewed, Timestamp, Verdict, WorkState};
use std::collections::BTreeSet;

/// The revision that was approved becomes what the public reads, with its reviews.
///
/// # Errors
/// Where nothing is approved, or what is public now is not what it was made from.
pub async fn publish_submission(db: &Db, now: Timestamp, work: i64) -> Result<Option<Position>> {
    let mut write = db.write(now).await?;
    let row = works::by_id(&write, work).await?.ok_or_else(|| Error::refused("作品已经不在了。"))?;
    if row.state()? == WorkState::Withdrawn {
        return Err(Error::refused("作品已撤回，不能发布。"));
    }
    let open = submissions::latest(&write, work).await?.filter(|s| s.state == submissions::APPROVED);
    let open = open.ok_or_else(|| Error::refused("作品还没有通过三审，不能发布。"))?;
    if open.based_on != row.published_revision {
        return Err(Error::refused("审核期间，公开的版本有了更新，而这一稿是按旧版修改的。请撤销提交，对照新版核对后重新提交。"));
    }
    let approved = revisions::by_id_in(&write, open.revision_id).await?;
    let (mut content, body) = (approved.content, approved.body);
    content.reviews = reviews(&write, &open).await?;
    content.state = WorkState::Published;
    content.published = Some(row.published_at.map_or(now, Timestamp));
    let digest = revision_digest(&content, &body)?;
    let revision = revisions::add(&write, work, row.published_revision, digest.as_str(), &content, &body).await?;
    let minutes = document::count_characters(&body, content.language).minutes as u32;
    let shown = pictures(&write, &body).await?;
    if let Err(error) = publish(&mut write, row, revision, &content, minutes, &shown).await {
        drop(write);
        // A label that the video lacks stays asked for, though the publication is refused.
        prepare_video(db, now, &content).await?;
        return Err(error);
    }
    submissions::set_state(&write, open.id, submissions::PUBLISHED).await?;
    work_desks::close_authors(&write, work).await?;
    work_desks::set_holders(&write, work, &content.organisations).await?;
    if let Some(mut copy) = working_copies::find(&write, work).await? {
        (copy.based_on, copy.changed) = (Some(revision), false);
        copy.updated_at = now.0;
        working_copies::put(&write, copy).await?;
    }
    draft_clauses::settle(&write, work).await?;
    Ok(write.commit().await?)
}

/// The people behind the reviews, looked at once more: three passes by three accounts, none of an author.
async fn reviews(write: &Write, open: &SubmissionRow) -> Result<Vec<Reviewed>> {
    let given = submissions::reviews(write, open.id).await?;
    let passed: Vec<_> = given.iter().filter(|r| r.verdict == Verdict::Pass.code()).collect();
    let by = |stage: ReviewStage| passed.iter().find(|r| r.stage == stage.code()).map(|r| r.account_id);
    let three: BTreeSet<i64> = STAGES.into_iter().filter_map(by).collect();
    if three.len() != STAGES.len() {
        return Err(Error::refused("三审没有由三位不同的人完成，不能发布。"));
    }
    let mut reviews = Vec::new();
    for one in passed {
        no_author(write, open, one.account_id).await?;
        if let Some(person) = accounts::person_of(write, one.account_id).await? {
            let (person, stage) = (person.parse().map_err(anyhow::Error::from)?, one.stage.parse().map_err(anyhow::Error::from)?);
            reviews.push(Reviewed { person, stage });
        }
    }
    Ok(reviews)
}
