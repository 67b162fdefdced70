//! A work whose clause was changed by a new version of its policy: somebody looked, and it is still right.

use crate::{Error, Result};
use db::{Db, audit::Entry, policies, stale, works};
use domain::{AuditAct, ClauseId, Slug, Timestamp};

/// What was looked at.
pub struct StaleCheck<'a> {
    pub account: i64,
    pub work: i64,
    pub policy: &'a Slug,
    /// The version that changed the clause.
    pub version: i32,
    /// As the version before calls it.
    pub clause: &'a ClauseId,
    /// False: it is to be looked at again.
    pub checked: bool,
}

/// # Errors
/// Where the version did not change this clause, or the work does not link to it.
pub async fn check_stale(db: &Db, now: Timestamp, check: StaleCheck<'_>) -> Result<()> {
    let StaleCheck { account, work, version, .. } = check;
    let mut write = db.write(now).await?;
    let work = works::by_id(&write, work).await?.ok_or_else(|| Error::refused("作品已经不在了。"))?.id;
    let policy = policies::find(&write, check.policy.as_str()).await?;
    let policy = policy.ok_or_else(|| Error::refused(format!("没有政策文件“{}”。", check.policy)))?;
    let clause = check.clause.to_string();
    if !stale::is_stale(&write, work, policy.id, version, &clause).await? {
        return Err(Error::refused(format!("这件作品没有关联这一条款，或者第{version}版没有改动它，不需要确认。")));
    }
    let (changed, act) = if check.checked {
        (stale::check(&write, work, policy.id, version, &clause, account).await?, AuditAct::StaleChecked)
    } else {
        (stale::uncheck(&write, work, policy.id, version, &clause).await?, AuditAct::StaleUnchecked)
    };
    if changed {
        let told = Entry::work(act, work).with("policy", check.policy.as_str());
        write.audit(told.with("version", version).with("clause", clause));
    }
    write.commit().await?;
    Ok(())
}
