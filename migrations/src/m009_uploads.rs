//! Uploads under way (tus): what has arrived, and what it became.

use crate::columns::{bare, belongs, create, index, step};
use sea_orm_migration::{prelude::*, schema::*};

step!("m009_uploads", manager, {
    create(
        manager,
        vec![
            bare("uploads")
                // 32 random hexadecimal digits: the last part of its address.
                .col(string("id").primary_key())
                .col(big_integer("account_id"))
                .col(big_integer("organisation_id"))
                .col(string("name"))
                // `Upload-Metadata` as it came.
                .col(text("metadata"))
                .col(big_integer("length"))
                .col(big_integer("received"))
                // A piece of a concatenation; joined pieces are named by the final upload, in order.
                .col(boolean("partial"))
                // JSON, a list of ids; absent of an upload that is not a joined one.
                .col(text_null("parts"))
                // Whole and hashed: what it became.
                .col(string_null("digest"))
                .col(big_integer_null("asset_id"))
                // Why it became nothing, in words.
                .col(text_null("reason"))
                // Whole, and then terminated: the row stays, because it says that the organisation brought this asset.
                .col(boolean("dismissed").default(false))
                .col(big_integer("created_at"))
                .col(big_integer("expires_at"))
                .foreign_key(&mut belongs("uploads", "account_id", "accounts"))
                .foreign_key(&mut belongs("uploads", "organisation_id", "organisations"))
                .take(),
        ],
        vec![
            index("uploads_by_account", "uploads", &["account_id"]),
            index("uploads_by_organisation", "uploads", &["organisation_id"]),
            index("uploads_by_expiry", "uploads", &["expires_at"]),
            index("uploads_by_asset", "uploads", &["asset_id"]),
        ],
    )
    .await
});
