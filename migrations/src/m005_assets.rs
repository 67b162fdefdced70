//! Uploaded originals and what was made from them.

use crate::columns::{bare, belongs, create, index, refers, step, table};
use sea_orm_migration::{prelude::*, schema::*};

step!("m005_assets", manager, {
    create(
        manager,
        vec![
            // `key` is random and stored, so that the address of a rendition cannot be guessed from the original's hash.
            table("assets")
                .col(string_uniq("digest"))
                .col(string_uniq("key"))
                .col(string("name"))
                .col(big_integer("bytes"))
                .col(string("state"))
                .col(text_null("reason"))
                .col(integer_null("width"))
                .col(integer_null("height"))
                .col(big_integer("created_at"))
                .take(),
            table("renditions")
                .col(big_integer("asset_id"))
                .col(string("file"))
                .col(string("media_type"))
                .col(integer("width"))
                .col(integer("height"))
                .col(big_integer("bytes"))
                .col(string("digest"))
                .foreign_key(&mut belongs("renditions", "asset_id", "assets"))
                .take(),
            bare("work_assets")
                .col(big_integer("work_id"))
                .col(big_integer("asset_id"))
                .primary_key(Index::create().col("work_id").col("asset_id"))
                .foreign_key(&mut belongs("work_assets", "work_id", "works"))
                .foreign_key(&mut refers("work_assets", "asset_id", "assets"))
                .take(),
        ],
        vec![
            index("renditions_by_asset", "renditions", &["asset_id"]),
            index("work_assets_by_asset", "work_assets", &["asset_id"]),
        ],
    )
    .await
});
