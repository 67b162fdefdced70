//! Taking a published work back: it is gone from every list and feed, and its address answers as the way of taking down
//! says.

use crate::{Error, Result};
use db::{Db, Position, Write, audit::Entry, corrections, corrections::Notice, listings, works, works::WorkRow};
use domain::{Act, AuditAct, CorrectionScope, Entity, Takedown, Timestamp, WorkState};

/// What is to stand where the work was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Away {
    pub way: Takedown,
    /// The slug of the work to which readers are led; of a redirect and a replacement.
    pub other: Option<String>,
}

impl Default for Away {
    fn default() -> Self {
        Self { way: Takedown::Gone, other: None }
    }
}

/// Withdraws the work called `slug`, and its sister versions where the notice covers all languages.
///
/// # Errors
/// Where no published work is called so, or the notice is not one that withdraws, or gives no reason, or the way does not
/// suit it or leads nowhere.
pub async fn withdraw(db: &Db, now: Timestamp, slug: &str, notice: &Notice, away: &Away) -> Result<Option<Position>> {
    let mut write = db.write(now).await?;
    withdraw_in(&mut write, slug, notice, away).await?;
    Ok(write.commit().await?)
}

/// As [`withdraw`], in the caller's transaction.
pub(crate) async fn withdraw_in(write: &mut Write, slug: &str, notice: &Notice, away: &Away) -> Result<()> {
    if !notice.kind.withdraws() {
        return Err(Error::refused(format!("a notice of kind {} withdraws nothing; use retraction or removal", notice.kind)));
    }
    if notice.reason.trim().is_empty() {
        return Err(Error::refused("a withdrawal needs a reason: readers and partners are shown it"));
    }
    if !away.way.suits(notice.kind) {
        let (way, kind) = (away.way.zh(), notice.kind.zh());
        return Err(Error::refused(format!("“{way}”不能用于{kind}：保留原文只用于撤回，完全隐去只用于移除。")));
    }
    let work = works::by_slug_ever(write, slug).await?.ok_or_else(|| Error::refused(format!("no work is called “{slug}”")))?;
    let sisters = match notice.scope {
        CorrectionScope::AllLanguages => works::published_sisters(write, &work).await?,
        CorrectionScope::Passage | CorrectionScope::Work => Vec::new(),
    };
    let other = other(write, away, std::iter::once(&work).chain(&sisters)).await?;
    for work in std::iter::once(work).chain(sisters) {
        withdraw_one(write, work, notice, (away.way, other)).await?;
    }
    Ok(())
}

/// The work to which readers are led: a published one that is not taken down by the same act.
async fn other<'a>(write: &Write, away: &Away, mut going: impl Iterator<Item = &'a WorkRow>) -> Result<Option<i64>> {
    let slug = match (away.way.names_another(), &away.other) {
        (false, None) => return Ok(None),
        (false, Some(_)) => return Err(Error::refused(format!("“{}”不需要另一件作品。", away.way.zh()))),
        (true, None) => return Err(Error::refused(format!("请选择另一件作品，“{}”要用到它。", away.way.zh()))),
        (true, Some(slug)) => slug,
    };
    let found = works::by_slug_ever(write, slug).await?;
    let found = found.filter(|work| work.state == WorkState::Published.code());
    let found = found.ok_or_else(|| Error::refused(format!("没有已发布的作品“{slug}”，读者不能转到那里。")))?;
    if going.any(|work| work.id == found.id) {
        return Err(Error::refused("读者要转到的作品也在这次撤下的作品里，请另选一件。"));
    }
    Ok(Some(found.id))
}

async fn withdraw_one(
    write: &mut Write,
    mut work: WorkRow,
    notice: &Notice,
    (way, other): (Takedown, Option<i64>),
) -> Result<()> {
    work.state = work.state()?.withdraw().map_err(Error::refused)?.code().into();
    work.note_updated(write.now());
    listings::bury(write, work.id).await?;
    corrections::add_with(write, work.id, notice, Some((way, other))).await?;
    write.log(Entity::Work, work.id, work.slug.as_str(), Act::Withdrawn);
    let told = Entry::work(AuditAct::WorkWithdrawn, work.id);
    write.audit(told.with("kind", notice.kind.code()).with("way", way.code()).with("reason", notice.reason.as_str()));
    works::save(write, work).await?;
    Ok(())
}
