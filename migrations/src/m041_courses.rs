//! Course lists: works in an order, by an organisation.

use crate::columns::{bare, belongs, create, index, refers, step, table};
use sea_orm_migration::{prelude::*, schema::*};

step!("m041_courses", manager, {
    create(
        manager,
        vec![
            table("courses")
                .col(string_uniq("slug"))
                .col(string("title"))
                .col(text("lead"))
                // The code of an audience; none: for everybody.
                .col(string_null("audience"))
                .col(big_integer("organisation_id"))
                // Raised by every change: who changes says which one they saw.
                .col(integer("version"))
                // While it is not public, nobody outside the studio sees it.
                .col(big_integer_null("published_at"))
                .col(boolean("example"))
                .col(big_integer("created_at"))
                .col(big_integer("updated_at"))
                .foreign_key(&mut refers("courses", "organisation_id", "organisations"))
                .take(),
            bare("course_works")
                .col(big_integer("course_id"))
                .col(big_integer("work_id"))
                .col(integer("position"))
                .primary_key(Index::create().col("course_id").col("work_id"))
                .foreign_key(&mut belongs("course_works", "course_id", "courses"))
                .foreign_key(&mut belongs("course_works", "work_id", "works"))
                .take(),
        ],
        vec![
            index("courses_by_organisation", "courses", &["organisation_id"]),
            index("course_works_by_work", "course_works", &["work_id"]),
        ],
    )
    .await
});
