//! Looking whether copies of works on partners' sites show what was corrected or withdrawn.
//!
//! A visit is one page, and robots.txt before it once a day; a site is visited by nobody else meanwhile, and then has a pause. What
//! is taken for a copy that shows the notice stands in docs/partners.

mod judge;
mod page;
mod visit;

pub use page::SeenPage;

pub(crate) use visit::visit;

use anyhow::Result;
use db::{Db, copies};
use domain::Timestamp;
use std::time::Duration;

/// Between looks for copies that are due.
pub(crate) const LOOK: Duration = Duration::from_secs(10);

/// A partner has so long to take a change in before its copy is looked at, in milliseconds.
const GRACE: i64 = 10 * 60_000;

/// Sites that are given a visit at a time.
const SITES: u64 = 100;

/// From what is due to jobs: one a site.
pub(crate) async fn announce(db: &Db, now: Timestamp) -> Result<()> {
    let origins = copies::due_origins(db, now, GRACE, SITES).await?;
    if origins.is_empty() {
        return Ok(());
    }
    let write = db.write(now).await?;
    for origin in origins {
        copies::ask_visit(&write, &origin).await?;
    }
    write.commit().await?;
    Ok(())
}
