//! Works by when they were changed last, and open submissions by their state: a page of the studio's lists without going through
//! all works.

use crate::columns::{create, index, step};
use sea_orm_migration::prelude::*;

step!("m047_desk_order", manager, {
    let indexes = vec![
        index("works_by_change", "works", &["updated_at", "id"]),
        index("works_by_publication", "works", &["published_at"]),
        index("working_copies_by_change", "working_copies", &["updated_at", "work_id"]),
        index("submissions_by_state", "submissions", &["state", "work_id"]),
    ];
    create(manager, Vec::new(), indexes).await
});
