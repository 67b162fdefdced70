//! An editor looked at what was found in a text, and lets it stand; or thinks better of it.

use crate::{Error, Result};
use db::{Db, ignored_findings, works};
use domain::{Digest, Timestamp};

/// So many are no longer looked at one by one.
const MOST: i64 = 2000;

pub struct IgnoreFinding<'a> {
    pub account: i64,
    pub work: i64,
    pub fingerprint: &'a Digest,
    /// False: it is to be told again.
    pub ignored: bool,
}

/// # Errors
/// Where the work is gone, or too many were let stand.
pub async fn ignore_finding(db: &Db, now: Timestamp, finding: IgnoreFinding<'_>) -> Result<()> {
    let write = db.write(now).await?;
    let work = works::by_id(&write, finding.work).await?.ok_or_else(|| Error::refused("作品已经不在了。"))?.id;
    let fingerprint = finding.fingerprint.as_str();
    if finding.ignored {
        if ignored_findings::count(&write, work).await? >= MOST {
            return Err(Error::refused(format!("这件作品已经忽略了{MOST}条提示，不能再多。请先改掉一些。")));
        }
        ignored_findings::ignore(&write, work, fingerprint, finding.account).await?;
    } else {
        ignored_findings::heed(&write, work, fingerprint).await?;
    }
    write.commit().await?;
    Ok(())
}
