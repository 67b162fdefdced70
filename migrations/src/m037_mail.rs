//! E-mail to those who want it: to which address, of what, what is still to be told; and who opened the link of an expert from
//! outside.

use crate::columns::{bare, belongs, create, index, step, table, unique};
use sea_orm_migration::{prelude::*, schema::*};

step!("m037_mail", manager, {
    create(
        manager,
        vec![
            bare("mail_addresses")
                .col(big_integer("account_id").primary_key())
                .col(string("address"))
                // Before that, nothing is sent but the letter that asks.
                .col(big_integer_null("confirmed_at"))
                // SHA-256 of the token in that letter, which is made when it is sent and kept by nobody.
                .col(string_null("digest"))
                .col(big_integer("asked_at"))
                // Why the last letter did not arrive.
                .col(text_null("failure"))
                .col(big_integer_null("failed_at"))
                .foreign_key(&mut belongs("mail_addresses", "account_id", "accounts"))
                .take(),
            bare("mail_choices")
                .col(big_integer("account_id"))
                .col(string("kind"))
                .col(string("choice"))
                .primary_key(Index::create().col("account_id").col("kind"))
                .foreign_key(&mut belongs("mail_choices", "account_id", "accounts"))
                .take(),
            table("mail_notices")
                .col(big_integer("account_id"))
                .col(string("kind"))
                // What happened, so that nobody is told of it twice.
                .col(string("event"))
                .col(big_integer("work_id"))
                // What is said of it besides the title of the work, in words.
                .col(text("said"))
                .col(big_integer("at"))
                .col(big_integer("due_at"))
                // Sent, given up, or no longer true.
                .col(big_integer_null("closed_at"))
                .foreign_key(&mut belongs("mail_notices", "account_id", "accounts"))
                .foreign_key(&mut belongs("mail_notices", "work_id", "works"))
                .take(),
            // To those who have no account, or have not confirmed their address: one letter each, without its link, which is made
            // when it is sent.
            table("mail_letters")
                .col(string("kind"))
                // Of the account, the expert's link or the invitation that it is about.
                .col(big_integer("subject_id"))
                .col(string("address"))
                .col(big_integer("created_at"))
                .col(big_integer_null("sent_at"))
                .col(text_null("failure"))
                .take(),
            // Who wants no letters any more, by the SHA-256 of the address.
            bare("mail_refusals").col(string("digest").primary_key()).col(big_integer("at")).take(),
            // Up to where the audit log and the readers' reports were looked through.
            bare("mail_head")
                .col(integer("id").primary_key())
                .col(big_integer("entry"))
                .col(big_integer("report"))
                .col(big_integer("deadlines_at"))
                .take(),
            // Each once: what of it somebody has to answer for stands in the audit log.
            bare("expert_openings")
                .col(big_integer("link_id"))
                .col(string("network"))
                // Who was signed in here in that browser; 0 for nobody.
                .col(big_integer("account_id"))
                .col(big_integer("at"))
                .primary_key(Index::create().col("link_id").col("network").col("account_id"))
                .foreign_key(&mut belongs("expert_openings", "link_id", "expert_links"))
                .take(),
        ],
        vec![
            unique("mail_notices_by_event", "mail_notices", &["account_id", "event"]),
            index("mail_notices_by_time", "mail_notices", &["closed_at", "due_at"]),
            index("mail_letters_by_subject", "mail_letters", &["kind", "subject_id"]),
        ],
    )
    .await?;
    // Nobody is told of what happened before.
    manager
        .get_connection()
        .execute_unprepared(
            "INSERT INTO mail_head (id, entry, report, deadlines_at) SELECT 1, \
             (SELECT COALESCE(MAX(seq), 0) FROM audit_entries), (SELECT COALESCE(MAX(id), 0) FROM reader_reports), 0",
        )
        .await?;
    Ok(())
});
