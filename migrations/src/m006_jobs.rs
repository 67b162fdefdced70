//! Work for the back room; a row is written in the transaction of the act that wants it.

use crate::columns::{create, index, step, table};
use sea_orm_migration::{prelude::*, schema::*};

step!("m006_jobs", manager, {
    create(
        manager,
        vec![
            table("jobs")
                .col(string("kind"))
                .col(text("payload"))
                // The same job asked for twice is one job.
                .col(string_uniq("key"))
                .col(string("state"))
                .col(integer("attempts"))
                .col(big_integer("run_after"))
                .col(big_integer_null("leased_until"))
                .col(text_null("reason"))
                .col(big_integer("created_at"))
                .col(big_integer_null("finished_at"))
                .take(),
        ],
        vec![index("jobs_due", "jobs", &["state", "run_after"])],
    )
    .await
});
