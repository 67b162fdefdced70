//! Taking a submission back before it is published: the working copy can be changed again.

use crate::{Error, Result};
use db::{Db, audit::Entry, forced_publications, submissions, works};
use domain::{AuditAct, Timestamp};

/// # Errors
/// Where nothing is under review or waits for publication, or the public reads it already and its reviews are still owed.
pub async fn recall(db: &Db, now: Timestamp, work: i64) -> Result<()> {
    let mut write = db.write(now).await?;
    // Locks the work against a review or a publication at the same time.
    works::by_id(&write, work).await?.ok_or_else(|| Error::refused("作品已经不在了。"))?;
    let open = submissions::latest(&write, work).await?;
    let open = open.filter(|s| s.state == submissions::SUBMITTED || s.state == submissions::APPROVED);
    let open = open.ok_or_else(|| Error::refused("作品不在审核中，没有可撤销的提交。"))?;
    if forced_publications::is_forced(&write, open.id).await? {
        return Err(Error::refused("作品已经紧急发布，读者正在看这一版，必须补完审核，不能撤销提交。要修改，请审核人退回。"));
    }
    submissions::set_state(&write, open.id, submissions::RECALLED).await?;
    write.audit(Entry::work(AuditAct::WorkRecalled, work));
    write.commit().await?;
    Ok(())
}
