//! How often copies of works on other sites are opened, and who wants feeds sent. Nothing is kept of who reads.

use crate::columns::{bare, belongs, create, index, step, table, unique};
use sea_orm_migration::{prelude::*, schema::*};

step!("m027_syndication", manager, {
    create(
        manager,
        vec![
            // By day in Beijing, and by the host of the page that shows the copy; empty where no page says.
            bare("work_reprints")
                .col(big_integer("work_id"))
                .col(string("day"))
                .col(string("host"))
                .col(big_integer("views"))
                .primary_key(Index::create().col("work_id").col("day").col("host"))
                .foreign_key(&mut belongs("work_reprints", "work_id", "works"))
                .take(),
            table("websub_subscriptions")
                .col(text("topic"))
                .col(text("callback"))
                .col(string("host"))
                // In the clear: it signs.
                .col(text_null("secret"))
                // Empty until the subscriber has confirmed for the first time.
                .col(big_integer_null("expires_at"))
                // Up to where in the change log it was told, or was given up, and the digest of what it was sent last.
                .col(big_integer("announced_seq"))
                .col(string_null("digest"))
                .col(big_integer_null("delivered_at"))
                .col(big_integer("created_at"))
                // What the subscriber has still to confirm.
                .col(string_null("asked"))
                .col(text_null("asked_secret"))
                .col(big_integer_null("asked_lease"))
                .col(big_integer_null("asked_at"))
                .take(),
        ],
        vec![
            index("work_reprints_by_day", "work_reprints", &["day"]),
            unique("websub_subscriptions_by_callback", "websub_subscriptions", &["callback", "topic"]),
            index("websub_subscriptions_by_host", "websub_subscriptions", &["host"]),
            index("websub_subscriptions_by_announced", "websub_subscriptions", &["announced_seq"]),
            index("websub_subscriptions_by_end", "websub_subscriptions", &["expires_at"]),
        ],
    )
    .await
});
