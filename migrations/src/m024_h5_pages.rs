//! Files of an H5 page: many of one original, each with its place in the page's folder.

use crate::columns::{index, step};
use sea_orm_migration::{prelude::*, schema::*};

step!("m024_h5_pages", manager, {
    // Absent of every other rendition; `file` is where the bytes are stored.
    manager.alter_table(Table::alter().table("renditions").add_column(string_null("path")).take()).await?;
    manager.create_index(index("renditions_by_path", "renditions", &["asset_id", "path"])).await
});
