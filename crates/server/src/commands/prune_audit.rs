//! `liangyi prune audit`: what is older than it has to be kept.

use crate::say::say;
use crate::{clock, open, settings::Settings};
use anyhow::Result;

pub async fn run(settings: &Settings) -> Result<()> {
    let db = open::database(settings).await?;
    let pruned = db::audit::prune(&db, clock::now(), settings.audit_days).await?;
    say!("{pruned} entries older than {} days were taken away", settings.audit_days);
    db.close().await
}
