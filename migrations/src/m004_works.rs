//! Works, their revisions, and the projections of the published revision that pages and feeds are read from.

use crate::columns::{bare, belongs, by_bytes, create, index, refers, step, table, unique};
use sea_orm_migration::{prelude::*, schema::*};

/// A table that joins published works with one vocabulary, in the order the editor gave.
fn joins(name: &'static str, column: &'static str, to: &'static str) -> TableCreateStatement {
    bare(name)
        .col(big_integer("work_id"))
        .col(big_integer(column))
        .col(integer("position"))
        .primary_key(Index::create().col("work_id").col(column))
        .foreign_key(&mut belongs(name, "work_id", "works"))
        .foreign_key(&mut refers(name, column, to))
        .take()
}

step!("m004_works", manager, {
    create(
        manager,
        vec![
            table("works")
                // The id in every feed, for ever: RFC 4151.
                .col(string_uniq("tag"))
                .col(string_uniq("slug"))
                .col(string("kind"))
                .col(string("state"))
                .col(string("language"))
                // Sister versions share the id of the work that was written first.
                .col(big_integer_null("original_id"))
                .col(string("genre"))
                .col(text("title"))
                .col(text("lead"))
                // Reading time of the published revision.
                .col(integer("minutes"))
                .col(big_integer_null("published_revision"))
                .col(big_integer_null("published_at"))
                // Moves only for a change that a reader would notice.
                .col(big_integer("updated_at"))
                .col(big_integer("created_at"))
                .foreign_key(&mut refers("works", "original_id", "works"))
                .take(),
            table("work_revisions")
                .col(big_integer("work_id"))
                .col(integer("number"))
                .col(big_integer_null("based_on"))
                .col(string("digest"))
                .col(text("content"))
                .col(text("body"))
                .col(big_integer("created_at"))
                .foreign_key(&mut belongs("work_revisions", "work_id", "works"))
                .take(),
            bare("work_redirects")
                .col(string("slug").primary_key())
                .col(big_integer("work_id"))
                .col(big_integer("created_at"))
                .foreign_key(&mut belongs("work_redirects", "work_id", "works"))
                .take(),
            // Which list shows which work, and since when. Every list, feed and count of the site is a range of this
            // table, so a page costs the same among a thousand works and a hundred thousand.
            bare("work_listings")
                .col(by_bytes(manager, string("list")))
                .col(big_integer("published_at"))
                .col(big_integer("work_id"))
                .primary_key(Index::create().col("list").col("published_at").col("work_id"))
                .foreign_key(&mut belongs("work_listings", "work_id", "works"))
                .take(),
            // How many works a list shows; kept by the same transactions, because counting a range grows with it.
            bare("listing_counts").col(by_bytes(manager, string("list")).primary_key()).col(big_integer("works")).take(),
            bare("work_people")
                .col(big_integer("work_id"))
                .col(big_integer("person_id"))
                .col(string("role"))
                .col(integer("position"))
                .primary_key(Index::create().col("work_id").col("person_id").col("role"))
                .foreign_key(&mut belongs("work_people", "work_id", "works"))
                .foreign_key(&mut refers("work_people", "person_id", "people"))
                .take(),
            bare("work_reviews")
                .col(big_integer("work_id"))
                .col(string("stage"))
                .col(big_integer("person_id"))
                .primary_key(Index::create().col("work_id").col("stage").col("person_id"))
                .foreign_key(&mut belongs("work_reviews", "work_id", "works"))
                .foreign_key(&mut refers("work_reviews", "person_id", "people"))
                .take(),
            joins("work_organisations", "organisation_id", "organisations"),
            joins("work_topics", "topic_id", "topics"),
            joins("work_campaigns", "campaign_id", "campaigns"),
            joins("work_channels", "channel_id", "channels"),
            bare("work_audiences")
                .col(big_integer("work_id"))
                .col(string("audience"))
                .col(integer("position"))
                .primary_key(Index::create().col("work_id").col("audience"))
                .foreign_key(&mut belongs("work_audiences", "work_id", "works"))
                .take(),
            table("clause_links")
                .col(big_integer("work_id"))
                .col(big_integer("policy_id"))
                .col(integer("version"))
                .col(string("clause"))
                .col(text_null("passage"))
                .col(string_null("anchor"))
                .col(integer("position"))
                .col(string("state"))
                .col(big_integer_null("carried_from"))
                .foreign_key(&mut belongs("clause_links", "work_id", "works"))
                .foreign_key(&mut refers("clause_links", "policy_id", "policies"))
                .take(),
            table("corrections")
                .col(big_integer("work_id"))
                .col(string("kind"))
                .col(string("severity"))
                .col(string("scope"))
                .col(text("reason"))
                .col(string_null("anchor"))
                .col(big_integer("at"))
                .col(big_integer_null("lifted_at"))
                .foreign_key(&mut belongs("corrections", "work_id", "works"))
                .take(),
        ],
        vec![
            index("works_by_original", "works", &["original_id"]),
            unique("work_revisions_by_number", "work_revisions", &["work_id", "number"]),
            index("work_redirects_by_work", "work_redirects", &["work_id"]),
            index("work_listings_by_work", "work_listings", &["work_id"]),
            index("work_people_by_person", "work_people", &["person_id"]),
            index("work_reviews_by_person", "work_reviews", &["person_id"]),
            index("clause_links_by_work", "clause_links", &["work_id"]),
            index("clause_links_by_clause", "clause_links", &["policy_id", "version", "clause"]),
            index("corrections_by_work", "corrections", &["work_id"]),
        ],
    )
    .await
});
