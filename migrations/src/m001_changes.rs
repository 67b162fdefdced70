//! The change log and the row that numbers it.

use crate::columns::{bare, create, index, step};
use sea_orm_migration::{prelude::*, schema::*};

step!("m001_changes", manager, {
    create(
        manager,
        vec![
            // One row. Allotting a number locks it until the act commits, so numbers are in commit order on PostgreSQL
            // too, where a sequence would let a later number become visible before an earlier one.
            bare("change_head").col(integer("id").primary_key()).col(string("epoch")).col(big_integer("seq")).take(),
            bare("changes")
                .col(big_integer("seq").primary_key())
                .col(big_integer("at"))
                .col(string("entity"))
                .col(big_integer("entity_id"))
                .col(string("key"))
                .col(string("act"))
                .take(),
        ],
        vec![index("changes_by_entity", "changes", &["entity", "entity_id", "seq"])],
    )
    .await
});
