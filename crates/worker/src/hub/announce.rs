//! From the change log to jobs: who was not told of its end yet gets one, unless it has one; whose time is over goes.

use anyhow::Result;
use db::{Db, websub, work_heads};
use domain::Timestamp;

pub(crate) async fn announce(db: &Db, now: Timestamp) -> Result<()> {
    let over = websub::over(db, now).await?;
    let behind = match work_heads::newest(db).await? {
        Some(newest) => websub::behind(db, newest.seq, now).await?,
        None => Vec::new(),
    };
    if over.is_empty() && behind.is_empty() {
        return Ok(());
    }
    let write = db.write(now).await?;
    for id in over {
        websub::end(&write, id).await?;
    }
    for id in behind {
        websub::ask_delivery(&write, id).await?;
    }
    write.commit().await?;
    Ok(())
}
