//! What crawlers and harvesters walk: published works by id, and the change log by time.

use crate::columns::{create, index, step};
use sea_orm_migration::prelude::*;

step!("m022_harvesting", manager, {
    let indexes = vec![
        // Holds all that the index of sitemaps asks of a work.
        index("works_by_update", "works", &["state", "id", "updated_at"]),
        index("changes_by_time", "changes", &["at", "seq"]),
    ];
    create(manager, Vec::new(), indexes).await
});
