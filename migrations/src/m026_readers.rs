//! Errors that readers report, and how often works are read. Nothing is kept of who reports or reads.

use crate::columns::{bare, belongs, create, index, refers, step, table, unique};
use sea_orm_migration::{prelude::*, schema::*};

step!("m026_readers", manager, {
    create(
        manager,
        vec![
            table("reader_reports")
                .col(string("receipt"))
                // About a work, or about a policy and perhaps a clause of the version that was current then.
                .col(big_integer_null("work_id"))
                .col(big_integer_null("policy_id"))
                .col(integer_null("version"))
                .col(string_null("clause"))
                .col(string("topic"))
                // Where in the text, in the reader's words or as an anchor.
                .col(string_null("place"))
                .col(text("words"))
                .col(text_null("source"))
                .col(string("state"))
                // What the reader is told.
                .col(text_null("answer"))
                .col(big_integer_null("correction_id"))
                // Who answered.
                .col(big_integer_null("account_id"))
                .col(big_integer("created_at"))
                .col(big_integer("changed_at"))
                .foreign_key(&mut belongs("reader_reports", "work_id", "works"))
                .foreign_key(&mut belongs("reader_reports", "policy_id", "policies"))
                .foreign_key(&mut belongs("reader_reports", "correction_id", "corrections"))
                .foreign_key(&mut refers("reader_reports", "account_id", "accounts"))
                .take(),
            // By day in Beijing.
            bare("work_readings")
                .col(big_integer("work_id"))
                .col(string("day"))
                .col(big_integer("views"))
                // The end of the text came into view.
                .col(big_integer("completions"))
                .primary_key(Index::create().col("work_id").col("day"))
                .foreign_key(&mut belongs("work_readings", "work_id", "works"))
                .take(),
        ],
        vec![
            unique("reader_reports_by_receipt", "reader_reports", &["receipt"]),
            index("reader_reports_by_state", "reader_reports", &["state", "id"]),
            index("reader_reports_by_work", "reader_reports", &["work_id"]),
            index("work_readings_by_day", "work_readings", &["day"]),
            index("reader_reports_by_time", "reader_reports", &["created_at"]),
        ],
    )
    .await
});
