//! What stands where a work was taken down.

use crate::columns::step;
use sea_orm_migration::{prelude::*, schema::*};

step!("m017_takedown", manager, {
    // Of a notice that withdraws; absent: gone, as it was before there was a choice.
    manager.alter_table(Table::alter().table("corrections").add_column(string_null("way")).take()).await?;
    // The work that readers are led to.
    manager.alter_table(Table::alter().table("corrections").add_column(big_integer_null("other_id")).take()).await
});
