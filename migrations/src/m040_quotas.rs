//! What is spent of quotas, where several processes count together. Nothing of it is missed after a crash.

use crate::columns::{bare, create, step};
use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

step!("m040_quotas", manager, {
    let table = bare("spent_quotas")
        // The digest of a key.
        .col(string("subject").primary_key())
        // Microseconds since 1970: up to then all that was asked is paid for, were it asked evenly.
        .col(big_integer("spent_until"))
        .take();
    create(manager, vec![table], vec![]).await?;
    if manager.get_database_backend() == DbBackend::Postgres {
        // A row changes with each request; the disk need not hear of it.
        manager.get_connection().execute_unprepared("ALTER TABLE spent_quotas SET UNLOGGED").await?;
    }
    Ok(())
});
