//! Where the terms of each partner stand in the change log, and for which territories a published work is licensed.

use crate::columns::{bare, belongs, create, step};
use sea_orm_migration::{prelude::*, schema::*};

step!("m042_partner_terms", manager, {
    create(
        manager,
        vec![
            // The number of the last change of each partner's terms: scope, licence, its last day or its end.
            bare("partner_heads")
                .col(big_integer("partner_id"))
                .col(big_integer("seq"))
                .primary_key(Index::create().col("partner_id"))
                .foreign_key(&mut belongs("partner_heads", "partner_id", "partners"))
                .take(),
            // Projection of the published revision, like `work_channels`. A work without a row is licensed everywhere.
            bare("work_territories")
                .col(big_integer("work_id"))
                // ISO 3166-1 alpha-2.
                .col(string("territory"))
                .primary_key(Index::create().col("work_id").col("territory"))
                .foreign_key(&mut belongs("work_territories", "work_id", "works"))
                .take(),
        ],
        vec![],
    )
    .await
});
