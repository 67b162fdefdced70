//! What editors work with: sessions, working copies, reviews by people who sign in.

use crate::columns::{bare, belongs, create, index, refers, step, table, unique};
use sea_orm_migration::{prelude::*, schema::*};

step!("m010_studio", manager, {
    // The person whom the site names when this account writes or reviews.
    manager.alter_table(Table::alter().table("accounts").add_column(big_integer_null("person_id")).take()).await?;
    create(
        manager,
        vec![
            bare("sessions")
                // SHA-256 of the token in the cookie, so that a copy of the database signs nobody in.
                .col(string("digest").primary_key())
                .col(big_integer("account_id"))
                .col(string("browser"))
                .col(big_integer("created_at"))
                .col(big_integer("seen_at"))
                .col(big_integer("expires_at"))
                .foreign_key(&mut belongs("sessions", "account_id", "accounts"))
                .take(),
            // What autosave overwrites; submitting makes a revision of it.
            bare("working_copies")
                .col(big_integer("work_id").primary_key())
                // Raised by every save: who saves says which one they changed.
                .col(integer("version"))
                // The published revision that it changes; absent of a work that was never published.
                .col(big_integer_null("based_on"))
                // False where nothing was changed since it was published.
                .col(boolean("changed"))
                .col(text("title"))
                .col(text("content"))
                .col(text("body"))
                .col(big_integer("account_id"))
                .col(big_integer("updated_at"))
                .foreign_key(&mut belongs("working_copies", "work_id", "works"))
                .take(),
            // Who publishes a work, as its newest state in the studio says: the first one answers for it.
            bare("work_holders")
                .col(big_integer("work_id"))
                .col(big_integer("organisation_id"))
                .col(integer("position"))
                .primary_key(Index::create().col("work_id").col("organisation_id"))
                .foreign_key(&mut belongs("work_holders", "work_id", "works"))
                .foreign_key(&mut refers("work_holders", "organisation_id", "organisations"))
                .take(),
            // Who ever wrote in a work here; `open` where they did since it was last published.
            bare("work_authors")
                .col(big_integer("work_id"))
                .col(big_integer("account_id"))
                .col(boolean("open"))
                .primary_key(Index::create().col("work_id").col("account_id"))
                .foreign_key(&mut belongs("work_authors", "work_id", "works"))
                .foreign_key(&mut refers("work_authors", "account_id", "accounts"))
                .take(),
            // The link by which the first account is made; the digest of its token, which is shown once.
            bare("setups")
                .col(string("digest").primary_key())
                .col(big_integer("created_at"))
                .col(big_integer("expires_at"))
                .take(),
            // A revision on its way through the reviews; at most one of a work is open.
            table("submissions")
                .col(big_integer("work_id"))
                .col(big_integer("revision_id"))
                // The published revision it was based on.
                .col(big_integer_null("based_on"))
                .col(string("state"))
                .col(big_integer("account_id"))
                .col(big_integer("submitted_at"))
                .col(big_integer_null("closed_at"))
                .foreign_key(&mut belongs("submissions", "work_id", "works"))
                .foreign_key(&mut belongs("submissions", "revision_id", "work_revisions"))
                .take(),
            // Who wrote in a submission: none of them may review it.
            bare("submission_authors")
                .col(big_integer("submission_id"))
                .col(big_integer("account_id"))
                .primary_key(Index::create().col("submission_id").col("account_id"))
                .foreign_key(&mut belongs("submission_authors", "submission_id", "submissions"))
                .foreign_key(&mut refers("submission_authors", "account_id", "accounts"))
                .take(),
            table("submission_reviews")
                .col(big_integer("submission_id"))
                .col(string("stage"))
                .col(big_integer("account_id"))
                .col(string("verdict"))
                .col(text("note"))
                .col(big_integer("at"))
                .foreign_key(&mut belongs("submission_reviews", "submission_id", "submissions"))
                .foreign_key(&mut refers("submission_reviews", "account_id", "accounts"))
                .take(),
        ],
        vec![
            index("sessions_by_account", "sessions", &["account_id"]),
            index("submissions_by_work", "submissions", &["work_id", "state"]),
            // Three different people, whatever a screen or an act forgets.
            unique("submission_reviews_by_stage", "submission_reviews", &["submission_id", "stage"]),
            unique("submission_reviews_by_account", "submission_reviews", &["submission_id", "account_id"]),
            index("work_holders_by_organisation", "work_holders", &["organisation_id", "work_id"]),
            index("work_authors_by_account", "work_authors", &["account_id"]),
            // Two accounts of one person would be two reviewers who are one.
            unique("accounts_by_person", "accounts", &["person_id"]),
        ],
    )
    .await?;
    let connection = manager.get_connection();
    connection
        .execute_unprepared(
            "CREATE UNIQUE INDEX submissions_open ON submissions (work_id) WHERE state IN ('submitted', 'approved')",
        )
        .await?;
    // What an import brought before stands on the desks of those who publish it.
    connection
        .execute_unprepared(
            "INSERT INTO work_holders (work_id, organisation_id, position) \
             SELECT work_id, organisation_id, position FROM work_organisations",
        )
        .await?;
    Ok(())
});
