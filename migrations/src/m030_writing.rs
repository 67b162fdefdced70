//! What helps while somebody writes: words that an organisation does not use, what editors decided about findings, what is
//! owed for an original, and where originals are named.

use crate::columns::{bare, belongs, by_bytes, create, index, refers, step, table, unique};
use sea_orm_migration::{prelude::*, schema::*};

step!("m030_writing", manager, {
    create(
        manager,
        vec![
            // Of the organisation and of everything below it.
            table("house_words")
                .col(big_integer("organisation_id"))
                .col(by_bytes(manager, string("word")))
                .col(text("reason"))
                // What to write in its place.
                .col(text_null("replacement"))
                .col(big_integer("account_id"))
                .col(big_integer("at"))
                .foreign_key(&mut belongs("house_words", "organisation_id", "organisations"))
                .foreign_key(&mut refers("house_words", "account_id", "accounts"))
                .take(),
            // Somebody looked at what was found, and lets it stand.
            bare("ignored_findings")
                .col(big_integer("work_id"))
                .col(string("fingerprint"))
                .col(big_integer("account_id"))
                .col(big_integer("at"))
                .primary_key(Index::create().col("work_id").col("fingerprint"))
                .foreign_key(&mut belongs("ignored_findings", "work_id", "works"))
                .foreign_key(&mut refers("ignored_findings", "account_id", "accounts"))
                .take(),
            // What is owed for an original, and until when it may be shown.
            bare("asset_rights")
                .col(big_integer("asset_id").primary_key())
                // What a text that shows it says, unless its editor says otherwise.
                .col(text("alt"))
                .col(text("credit"))
                .col(string_null("licence"))
                // The last day.
                .col(string_null("expires_on"))
                // That day is over.
                .col(boolean("expired"))
                // From then on it is left out of feeds.
                .col(boolean("withheld"))
                .col(text("note"))
                .col(big_integer("account_id"))
                .col(big_integer("at"))
                .foreign_key(&mut belongs("asset_rights", "asset_id", "assets"))
                .foreign_key(&mut refers("asset_rights", "account_id", "accounts"))
                .take(),
            // Originals that a text names: its working copy, or some revision of it. Not tied to their rows: a save would have
            // to wait there for whoever is processing the original, and they for the save.
            bare("named_assets")
                .col(big_integer("work_id"))
                .col(big_integer("asset_id"))
                .col(boolean("in_copy"))
                .primary_key(Index::create().col("work_id").col("asset_id").col("in_copy"))
                .foreign_key(&mut belongs("named_assets", "work_id", "works"))
                .take(),
        ],
        vec![
            unique("house_words_once", "house_words", &["organisation_id", "word"]),
            index("ignored_findings_by_account", "ignored_findings", &["account_id"]),
            index("asset_rights_by_end", "asset_rights", &["expires_on"]),
            index("named_assets_by_asset", "named_assets", &["asset_id"]),
        ],
    )
    .await
});
