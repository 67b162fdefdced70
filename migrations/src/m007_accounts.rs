//! People who sign in, and what they are in which organisation.

use crate::columns::{bare, belongs, create, step, table};
use sea_orm_migration::{prelude::*, schema::*};

step!("m007_accounts", manager, {
    create(
        manager,
        vec![
            table("accounts")
                .col(string_uniq("name"))
                .col(string("display_name"))
                .col(string("password_hash"))
                .col(boolean("admin"))
                .col(boolean("disabled"))
                .col(big_integer("created_at"))
                .take(),
            bare("memberships")
                .col(big_integer("account_id"))
                .col(big_integer("organisation_id"))
                .col(string("role"))
                .primary_key(Index::create().col("account_id").col("organisation_id").col("role"))
                .foreign_key(&mut belongs("memberships", "account_id", "accounts"))
                .foreign_key(&mut belongs("memberships", "organisation_id", "organisations"))
                .take(),
        ],
        vec![],
    )
    .await
});
