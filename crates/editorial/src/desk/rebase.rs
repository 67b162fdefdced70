//! An approved revision and what was published while it was reviewed. What they can be put together to goes through the
//! reviews once more, for the places that changed; where both changed one place, it goes back to its authors. So no
//! correction is undone by a revision that does not know of it.

use super::{merging::Merging, publish_submission::Approved};
use crate::{Error, Result, revision_digest::revision_digest};
use db::{Write, audit::Entry, revisions, submissions, working_copies};
use document::{Document, difference::difference, markdown};
use domain::{AuditAct, Side, WorkContent, content_difference};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rebased {
    /// It has all that was published since: it may go out as it is.
    NothingNew,
    Merged,
    GivenBack,
}

pub(super) async fn rebase(write: &mut Write, approved: &Approved) -> Result<Rebased> {
    let Approved { work, target, open } = approved;
    let published = target.published_revision.ok_or_else(|| Error::refused("作品没有公开的版本。"))?;
    let published = revisions::by_id_in(write, published).await?;
    let base = match open.based_on {
        Some(base) => revisions::of_work_in(write, target.id, base).await?,
        None => None,
    };
    let waiting = revisions::by_id_in(write, open.revision_id).await?;
    let merging = Merging::of(base.as_ref(), &published, &waiting.content, &waiting.body);
    let conflicts = merging.conflicts();
    let merged = merging.resolve(&|_| Side::Waiting, &|_| Side::Waiting)?;
    let told = Entry::work(AuditAct::WorkMerged, work.id).with("published", published.id).with("conflicts", conflicts);
    let flaws = merged.1.flaws().len();
    if conflicts > 0 || flaws > 0 {
        let reason = if conflicts > 0 {
            format!(
                "审核期间，公开的版本有了更新，其中 {conflicts} 处与这一稿改了同一个地方，不能自动合并。请作者打开“合并公开的版本”，逐处选择留下哪一边，再重新提交。"
            )
        } else {
            "审核期间，公开的版本有了更新，与这一稿合并后正文有冲突（例如两处用了同一个位置名）。请作者合并后改好，再重新提交。"
                .to_owned()
        };
        submissions::give_back(write, open.id, &reason).await?;
        write.audit(told);
        return Ok(Rebased::GivenBack);
    }
    let (mut content, body) = merged;
    content.slug = waiting.content.slug.clone();
    if content_difference(&waiting.content, &content).is_empty() && difference(&waiting.body, &body).is_empty() {
        return Ok(Rebased::NothingNew);
    }
    let digest = revision_digest(&content, &body)?;
    let revision = revisions::add(write, work.id, Some(published.id), digest.as_str(), &content, &body).await?;
    submissions::set_state(write, open.id, submissions::MERGED).await?;
    submissions::add(write, work.id, revision, Some(published.id), open.account_id, Some(open.revision_id)).await?;
    move_copy(write, work.id, published.id, &content, &body).await?;
    write.audit(told.with("revision", revision));
    Ok(Rebased::Merged)
}

/// Should it come back, its authors go on from there.
async fn move_copy(write: &Write, work: i64, published: i64, content: &WorkContent, body: &Document) -> Result<()> {
    let Some(mut copy) = working_copies::find(write, work).await? else { return Ok(()) };
    copy.version += 1;
    (copy.based_on, copy.changed) = (Some(published), true);
    copy.title.clone_from(&content.title);
    copy.content = serde_json::to_string(content).map_err(anyhow::Error::from)?;
    copy.body = markdown::write(body);
    copy.updated_at = write.now().0;
    working_copies::put(write, copy).await?;
    Ok(())
}
