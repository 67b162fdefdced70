//! The life of a text after its first word: whose revisions were, copies kept before a restore, corrections past a waiting
//! revision, schedules, links for a preview, certificates.

use crate::columns::{bare, belongs, create, index, refers, step, table, unique};
use sea_orm_migration::{prelude::*, schema::*};

step!("m013_editions", manager, {
    for (table, column) in [
        // Who made it; absent of what an import or the program itself made.
        ("work_revisions", big_integer_null("account_id")),
        ("work_revisions", big_integer_null("published_at")),
        // The work whose published text this one corrects: it is published into that one, and never by itself.
        ("works", big_integer_null("corrects")),
        // A correction that is over: published into its work, or dropped.
        ("works", big_integer_null("closed_at")),
        // The approved revision that was put together with what had been published since.
        ("submissions", big_integer_null("merged_from")),
        // Why the program itself gave it back.
        ("submissions", text_null("reason")),
    ] {
        manager.alter_table(Table::alter().table(table).add_column(column).take()).await?;
    }
    create(
        manager,
        vec![
            // What a restore overwrote.
            table("kept_copies")
                .col(big_integer("work_id"))
                .col(big_integer_null("based_on"))
                .col(text("title"))
                .col(text("content"))
                .col(text("body"))
                .col(big_integer_null("account_id"))
                .col(big_integer("at"))
                .foreign_key(&mut belongs("kept_copies", "work_id", "works"))
                .take(),
            // When an approved submission goes out.
            bare("schedules")
                .col(big_integer("work_id").primary_key())
                .col(big_integer("submission_id"))
                .col(big_integer("at"))
                // Not before, not even by hand.
                .col(boolean("embargo"))
                .col(big_integer("account_id"))
                .col(big_integer("set_at"))
                // Why it could not go out then; it waits for somebody to decide.
                .col(text_null("problem"))
                .foreign_key(&mut belongs("schedules", "work_id", "works"))
                .foreign_key(&mut belongs("schedules", "submission_id", "submissions"))
                .take(),
            // Who has the token sees the newest text, until it expires.
            table("preview_links")
                .col(big_integer("work_id"))
                // SHA-256 of the token, which is shown once.
                .col(string("digest"))
                .col(text("note"))
                .col(big_integer("account_id"))
                .col(big_integer("created_at"))
                .col(big_integer("expires_at"))
                .col(big_integer_null("revoked_at"))
                .col(big_integer("opened"))
                .col(big_integer_null("opened_at"))
                .foreign_key(&mut belongs("preview_links", "work_id", "works"))
                .foreign_key(&mut refers("preview_links", "account_id", "accounts"))
                .take(),
            bare("certificate_keys")
                .col(string("id").primary_key())
                // Base64 of the 32 bytes.
                .col(string("public_key"))
                .col(big_integer("created_at"))
                .take(),
            bare("certificates")
                .col(big_integer("revision_id").primary_key())
                .col(big_integer("work_id"))
                // The very bytes that are signed; written by the publication itself.
                .col(text("statement"))
                .col(big_integer("issued_at"))
                // Base64 of the 64 bytes. Absent until a process that holds a key has signed.
                .col(string_null("signature"))
                .col(string_null("key_id"))
                .foreign_key(&mut belongs("certificates", "revision_id", "work_revisions"))
                .foreign_key(&mut belongs("certificates", "work_id", "works"))
                .foreign_key(&mut refers("certificates", "key_id", "certificate_keys"))
                .take(),
        ],
        vec![
            index("kept_copies_by_work", "kept_copies", &["work_id"]),
            index("schedules_by_time", "schedules", &["at"]),
            unique("preview_links_by_digest", "preview_links", &["digest"]),
            index("preview_links_by_work", "preview_links", &["work_id"]),
            index("certificates_by_work", "certificates", &["work_id"]),
        ],
    )
    .await?;
    let connection = manager.get_connection();
    for sql in [
        // At most one correction of a work is under way.
        "CREATE UNIQUE INDEX works_open_correction ON works (corrects) WHERE corrects IS NOT NULL AND closed_at IS NULL",
        // A revision whose content says so was made by publishing it.
        "UPDATE work_revisions SET published_at = created_at WHERE content LIKE '%\"state\":\"published\"%'",
    ] {
        connection.execute_unprepared(sql).await?;
    }
    Ok(())
});
