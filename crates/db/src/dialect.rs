//! Where the two databases differ: locks, pragmas, and notification, which [`crate::heard`] hears. Besides, only a lock in
//! `uploads` and one in `jobs` ask which of them it is.

mod tables;

pub(crate) use tables::{columns, drop_all, fasten, last_id, set_last_id, tables, unfasten};

use anyhow::Result;
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, IsolationLevel,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

pub(crate) fn backend(tx: &DatabaseTransaction) -> DbBackend {
    tx.get_database_backend()
}

/// SQLite: readers never wait for the writer (WAL), a commit survives a power cut only as far as the last checkpoint is
/// synced (NORMAL loses no consistency), and a second writer waits instead of failing.
pub(crate) fn tune(options: &mut ConnectOptions, foreign_keys: bool) {
    options.map_sqlx_sqlite_opts(move |o| {
        o.create_if_missing(true)
            .foreign_keys(foreign_keys)
            .busy_timeout(std::time::Duration::from_secs(15))
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "NORMAL")
            .pragma("mmap_size", "268435456")
            // KiB for each connection; what is hot is shared through the memory map.
            .pragma("cache_size", "-4000")
            .pragma("temp_store", "MEMORY")
    });
}

/// A write takes SQLite's write lock at once: a transaction that reads first and writes later would fail with
/// "database is locked" where another writer came between. PostgreSQL ignores the mode.
pub(crate) fn write_options() -> TransactionOptions {
    TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() }
}

/// A transaction that sees one state of everything. On SQLite any does, from its first look on, and keeps no writer waiting.
pub(crate) fn snapshot_options(is_sqlite: bool) -> TransactionOptions {
    if is_sqlite {
        return TransactionOptions::default();
    }
    let (isolation_level, access_mode) = (Some(IsolationLevel::RepeatableRead), Some(AccessMode::ReadOnly));
    TransactionOptions { isolation_level, access_mode, ..Default::default() }
}

/// PostgreSQL: a transaction that keeps other processes from migrating until it ends. SQLite has no such lock.
pub(crate) async fn lock_migrations(connection: &DatabaseConnection) -> Result<Option<DatabaseTransaction>> {
    if connection.get_database_backend() != DbBackend::Postgres {
        return Ok(None);
    }
    let lock = connection.begin().await?;
    advisory_lock(&lock, MIGRATIONS).await?;
    Ok(Some(lock))
}

/// PostgreSQL: waits for any other transaction that holds the same lock. SQLite has one writer anyway.
pub(crate) async fn lock_imports(tx: &DatabaseTransaction) -> Result<()> {
    if tx.get_database_backend() == DbBackend::Postgres {
        advisory_lock(tx, IMPORTS).await?;
    }
    Ok(())
}

/// PostgreSQL: waits for any other act that takes an administrator away. SQLite has one writer anyway.
pub(crate) async fn lock_administrators(tx: &DatabaseTransaction) -> Result<()> {
    if tx.get_database_backend() == DbBackend::Postgres {
        advisory_lock(tx, ADMINISTRATORS).await?;
    }
    Ok(())
}

/// Where it is said that the change log moved.
pub(crate) const CHANGES: &str = "liangyi_changes";

/// PostgreSQL: tells every process that listens, when the transaction is committed.
pub(crate) async fn tell_change(tx: &DatabaseTransaction) -> Result<()> {
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_unprepared(&format!("NOTIFY {CHANGES}")).await?;
    }
    Ok(())
}

// Numbers of ours alone: "liangyi" in ASCII, and those after it.
const MIGRATIONS: i64 = 30_512_600_263_224_425;
const IMPORTS: i64 = MIGRATIONS + 1;
const ADMINISTRATORS: i64 = MIGRATIONS + 2;

/// Held until the transaction ends.
async fn advisory_lock(tx: &DatabaseTransaction, number: i64) -> Result<()> {
    tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({number})")).await?;
    Ok(())
}
