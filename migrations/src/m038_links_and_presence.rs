//! What came of looking at the addresses that texts link to, each once however many texts name it; and who has which work open.

use crate::columns::{bare, belongs, create, index, step, table, unique};
use sea_orm_migration::{prelude::*, schema::*};

step!("m038_links_and_presence", manager, {
    create(
        manager,
        vec![
            table("link_checks")
                .col(text("address"))
                // waiting, alive, closed (it answers, but not to us), dead or silent (no answer)
                .col(string("state"))
                // Of HTTP, where there was an answer.
                .col(integer_null("status"))
                // Why there was none, in a code.
                .col(string_null("reason"))
                // How often in a row there was none.
                .col(integer("failures"))
                // Since when it is in this state.
                .col(big_integer_null("since"))
                .col(big_integer_null("checked_at"))
                .col(big_integer("next_at"))
                // When a text was last seen to name it.
                .col(big_integer("named_at"))
                .take(),
            // A row for each page that somebody has open: forgotten when it is not renewed.
            bare("presences")
                .col(big_integer("work_id"))
                .col(string("page"))
                .col(big_integer("account_id"))
                .col(boolean("edits"))
                .col(big_integer("since"))
                .col(big_integer("seen_at"))
                .primary_key(Index::create().col("work_id").col("page"))
                .foreign_key(&mut belongs("presences", "work_id", "works"))
                .foreign_key(&mut belongs("presences", "account_id", "accounts"))
                .take(),
        ],
        vec![
            unique("link_checks_by_address", "link_checks", &["address"]),
            index("link_checks_by_time", "link_checks", &["next_at"]),
            index("presences_by_account", "presences", &["account_id"]),
        ],
    )
    .await
});
