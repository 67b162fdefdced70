//! What partner media say back: that they have seen a correction, and how much was used.

use crate::columns::{bare, belongs, create, index, step};
use sea_orm_migration::{prelude::*, schema::*};

step!("m023_partner_reports", manager, {
    create(
        manager,
        vec![
            bare("correction_acknowledgements")
                .col(big_integer("partner_id"))
                .col(big_integer("correction_id"))
                .col(big_integer("at"))
                .primary_key(Index::create().col("partner_id").col("correction_id"))
                .foreign_key(&mut belongs("correction_acknowledgements", "partner_id", "partners"))
                .foreign_key(&mut belongs("correction_acknowledgements", "correction_id", "corrections"))
                .take(),
            // One day of a partner is replaced as a whole.
            bare("partner_usage")
                .col(big_integer("partner_id"))
                .col(string("day"))
                .col(big_integer("work_id"))
                // The number of the change that the partner showed.
                .col(big_integer("seq"))
                // The partner's own word for it.
                .col(string("channel"))
                .col(big_integer("views"))
                .primary_key(Index::create().col("partner_id").col("day").col("work_id").col("seq").col("channel"))
                .foreign_key(&mut belongs("partner_usage", "partner_id", "partners"))
                .foreign_key(&mut belongs("partner_usage", "work_id", "works"))
                .take(),
        ],
        vec![index("correction_acknowledgements_by_correction", "correction_acknowledgements", &["correction_id"])],
    )
    .await
});
