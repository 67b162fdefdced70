//! The glossary: terms of the field, explained where they are read.

use crate::columns::{create, step, table};
use sea_orm_migration::{prelude::*, schema::*};

step!("m034_terms", manager, {
    create(
        manager,
        vec![
            table("terms")
                .col(string_uniq("slug"))
                .col(string("name"))
                .col(string_null("name_en"))
                .col(text("also"))
                .col(text("about"))
                .col(text_null("about_en"))
                .col(text("source"))
                .col(string_null("clause"))
                .take(),
        ],
        vec![],
    )
    .await
});
