//! `liangyi check audit`: whether the audit log is as it was written.

use crate::say::say;
use crate::{open, settings::Settings};
use anyhow::{Result, bail};
use db::audit::{self, Broken, Verified};

pub async fn run(settings: &Settings) -> Result<()> {
    let db = open::database(settings).await?;
    let verdict = audit::verify(&db).await?;
    db.close().await?;
    match verdict {
        Ok(verified) => say!("{}", fine(&verified)),
        Err(broken) => bail!("{}", wrong(&broken)),
    }
    Ok(())
}

/// What `liangyi check` says of it too.
pub fn fine(verified: &Verified) -> String {
    let Verified { entries, after, head } = verified;
    let pruned = if *after > 0 { format!(", those up to number {after} were pruned") } else { String::new() };
    format!("{entries} entries, every one as it was written{pruned}; the last hash is {head}")
}

pub fn wrong(broken: &Broken) -> String {
    format!("the audit log is broken at number {}: {}; compare with a backup or an export", broken.seq, broken.why)
}
