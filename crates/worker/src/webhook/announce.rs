//! From the change log to jobs: who was not told of its end yet gets one, unless it has one.

use anyhow::Result;
use db::{Db, webhooks};
use domain::Timestamp;

pub(crate) async fn announce(db: &Db, now: Timestamp) -> Result<()> {
    let behind = webhooks::behind(db).await?;
    if behind.is_empty() {
        return Ok(());
    }
    let write = db.write(now).await?;
    for id in behind {
        webhooks::ask_delivery(&write, id).await?;
    }
    write.commit().await?;
    Ok(())
}
