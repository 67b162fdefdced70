//! Organisations, people, topics, campaigns, channels: what works are about, from and for.

use crate::columns::{bare, belongs, create, index, refers, step, table};
use sea_orm_migration::{prelude::*, schema::*};

step!("m002_vocabulary", manager, {
    create(
        manager,
        vec![
            table("organisations")
                .col(string_uniq("slug"))
                .col(string("name"))
                .col(string_null("name_en"))
                .col(string("kind"))
                .col(big_integer_null("parent_id"))
                .col(text("about"))
                .col(boolean("example"))
                .foreign_key(&mut refers("organisations", "parent_id", "organisations"))
                .take(),
            // A union has members in many places of the tree.
            bare("organisation_members")
                .col(big_integer("union_id"))
                .col(big_integer("member_id"))
                .primary_key(Index::create().col("union_id").col("member_id"))
                .foreign_key(&mut belongs("organisation_members", "union_id", "organisations"))
                .foreign_key(&mut belongs("organisation_members", "member_id", "organisations"))
                .take(),
            table("people")
                .col(string_uniq("slug"))
                .col(string("name"))
                .col(string_null("name_en"))
                .col(big_integer_null("organisation_id"))
                .col(string("title"))
                .col(text("fields"))
                .col(text_null("interests"))
                .col(text("about"))
                .col(boolean("example"))
                .foreign_key(&mut refers("people", "organisation_id", "organisations"))
                .take(),
            table("topics").col(string_uniq("slug")).col(string("name")).col(string_null("name_en")).col(text("about")).take(),
            table("campaigns")
                .col(string_uniq("slug"))
                .col(string("name"))
                .col(string_null("name_en"))
                .col(string("starts"))
                .col(string("ends"))
                .col(text("about"))
                .col(boolean("example"))
                .take(),
            table("channels").col(string_uniq("slug")).col(string("name")).take(),
        ],
        vec![
            index("organisations_by_parent", "organisations", &["parent_id"]),
            index("members_by_member", "organisation_members", &["member_id"]),
            index("people_by_organisation", "people", &["organisation_id"]),
        ],
    )
    .await
});
