//! What administrators settled of the site. A row for each change, so that it is known what stood there before.

use crate::columns::{create, refers, step, table, unique};
use sea_orm_migration::{prelude::*, schema::*};

step!("m044_site_settings", manager, {
    create(
        manager,
        vec![
            table("site_settings")
                .col(string("key"))
                // From 1, by key: the last one is in force.
                .col(integer("version"))
                // None: what the environment says.
                .col(string_null("value"))
                .col(big_integer("account_id"))
                .col(big_integer("at"))
                .foreign_key(&mut refers("site_settings", "account_id", "accounts"))
                .take(),
        ],
        vec![unique("site_settings_by_version", "site_settings", &["key", "version"])],
    )
    .await
});
