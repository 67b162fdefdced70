//! Where partner media want to be told that there is something new, and what could not be told.

use crate::columns::{belongs, create, index, step, table};
use sea_orm_migration::{prelude::*, schema::*};

step!("m021_webhooks", manager, {
    create(
        manager,
        vec![
            table("webhooks")
                .col(big_integer("partner_id"))
                .col(text("address"))
                // In the clear: it signs. The old one signs beside it until its time is over.
                .col(string("secret"))
                .col(string_null("old_secret"))
                .col(big_integer_null("old_secret_until"))
                // Up to where in the change log the endpoint was told, or was given up.
                .col(big_integer("announced_seq"))
                .col(big_integer("created_at"))
                .col(big_integer_null("delivered_at"))
                .col(big_integer_null("disabled_at"))
                .foreign_key(&mut belongs("webhooks", "partner_id", "partners"))
                .take(),
            table("webhook_dead_letters")
                .col(big_integer("webhook_id"))
                .col(string("message"))
                .col(big_integer("seq"))
                .col(integer("attempts"))
                .col(text("reason"))
                .col(big_integer("at"))
                .col(big_integer_null("replayed_at"))
                .foreign_key(&mut belongs("webhook_dead_letters", "webhook_id", "webhooks"))
                .take(),
        ],
        vec![
            index("webhooks_by_partner", "webhooks", &["partner_id"]),
            index("webhook_dead_letters_by_webhook", "webhook_dead_letters", &["webhook_id"]),
        ],
    )
    .await
});
