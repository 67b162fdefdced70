//! Partner media: who they are, what they may have, their keys; and where each work stands in the change log.

use crate::columns::{bare, belongs, create, index, step, table};
use sea_orm_migration::{prelude::*, schema::*};

step!("m018_partners", manager, {
    create(
        manager,
        vec![
            table("partners")
                .col(string_uniq("slug"))
                .col(string("name"))
                // JSON: kinds, genres, organisations, channels.
                .col(text("scope"))
                .col(big_integer("created_at"))
                .col(big_integer_null("disabled_at"))
                .take(),
            // A key is known by the digest of its words; `hint` is its beginning, to tell it from others.
            table("partner_keys")
                .col(big_integer("partner_id"))
                .col(string_uniq("digest"))
                .col(string("hint"))
                .col(big_integer("created_at"))
                .col(big_integer_null("expires_at"))
                .col(big_integer_null("revoked_at"))
                .foreign_key(&mut belongs("partner_keys", "partner_id", "partners"))
                .take(),
            // The number of the last change of each work.
            bare("work_heads")
                .col(big_integer("work_id"))
                .col(big_integer("seq"))
                .primary_key(Index::create().col("work_id"))
                .foreign_key(&mut belongs("work_heads", "work_id", "works"))
                .take(),
            // What all processes of a site have in common and nobody else knows.
            bare("secrets").col(string("name")).col(string("value")).primary_key(Index::create().col("name")).take(),
        ],
        vec![
            index("work_heads_by_seq", "work_heads", &["seq"]),
            index("partner_keys_by_partner", "partner_keys", &["partner_id"]),
        ],
    )
    .await?;
    let fill = "INSERT INTO work_heads (work_id, seq) SELECT entity_id, MAX(seq) FROM changes \
                WHERE entity = 'work' AND entity_id IN (SELECT id FROM works) GROUP BY entity_id";
    manager.get_connection().execute_unprepared(fill).await.map(drop)
});
