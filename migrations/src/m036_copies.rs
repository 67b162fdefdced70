//! Copies of works on partners' sites, and what was seen of each; partners that anybody may try out, and licences that
//! end; documents that are written before anybody asks.

use crate::columns::{bare, belongs, create, index, step, table, unique};
use sea_orm_migration::{prelude::*, schema::*};

step!("m036_copies", manager, {
    let sandbox = ColumnDef::new("sandbox").boolean().not_null().default(false).take();
    // The licence in the operator's words, its last day, and whether that is over and was told.
    let over = ColumnDef::new("licence_over").boolean().not_null().default(false).take();
    for column in [sandbox, text_null("licence"), string_null("licence_until"), over] {
        manager.alter_table(Table::alter().table("partners").add_column(column).take()).await?;
    }
    create(
        manager,
        vec![
            table("partner_copies")
                .col(big_integer("partner_id"))
                .col(big_integer("work_id"))
                .col(text("address"))
                // Scheme, name and port: what is visited one after the other.
                .col(text("origin"))
                .col(big_integer("created_at"))
                .col(string("state"))
                // In words.
                .col(text("reason"))
                .col(big_integer_null("checked_at"))
                // `works.updated_at` as it was then: what changed since is to be looked for.
                .col(big_integer_null("checked_for"))
                // Of the last page that came: the number of the change that it shows, and its ETag.
                .col(big_integer_null("seen_seq"))
                .col(text_null("etag"))
                // Visits since its state was another one.
                .col(integer("visits"))
                .col(big_integer("visit_after"))
                .foreign_key(&mut belongs("partner_copies", "partner_id", "partners"))
                .foreign_key(&mut belongs("partner_copies", "work_id", "works"))
                .take(),
            bare("copy_origins")
                .col(text("origin"))
                .col(big_integer("visit_after"))
                // What its robots.txt said, as far as we read; empty where it has none; none where it could not be had.
                .col(text_null("robots"))
                .col(big_integer_null("robots_at"))
                .primary_key(Index::create().col("origin"))
                .take(),
            // Documents that the back room writes before anybody asks, by path; the one without a path says up to where in the
            // change log they go, and when that was looked at last.
            bare("built_documents")
                .col(text("path"))
                .col(text("body"))
                .col(big_integer("seq"))
                .col(big_integer("built_at"))
                .primary_key(Index::create().col("path"))
                .take(),
        ],
        vec![
            unique("partner_copies_by_address", "partner_copies", &["partner_id", "work_id", "address"]),
            index("partner_copies_by_work", "partner_copies", &["work_id"]),
            index("partner_copies_by_origin", "partner_copies", &["origin", "visit_after"]),
            index("partner_copies_by_visit", "partner_copies", &["visit_after"]),
        ],
    )
    .await
});
