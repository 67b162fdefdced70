//! What each database says of its own tables, and how its guards are put aside while a whole site is loaded.

use super::backend;
use anyhow::{Result, bail};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, FromQueryResult, Statement, Value};

/// A column as the database describes it.
#[derive(FromQueryResult)]
pub(crate) struct Found {
    pub name: String,
    /// The database's own word for its type, in lower case.
    pub kind: String,
    /// Its place in the primary key, from 1; 0 where it has none.
    pub key: i32,
}

/// By name, without those of the database itself.
pub(crate) async fn tables(tx: &DatabaseTransaction) -> Result<Vec<String>> {
    let sql = match backend(tx) {
        DbBackend::Postgres => {
            "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename COLLATE \"C\""
        }
        _ => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
    };
    texts(tx, sql, []).await
}

pub(crate) async fn columns(tx: &DatabaseTransaction, table: &str) -> Result<Vec<Found>> {
    let sql = match backend(tx) {
        DbBackend::Postgres => {
            "SELECT CAST(c.column_name AS TEXT) AS name, CAST(c.data_type AS TEXT) AS kind, \
             COALESCE(CAST((SELECT k.ordinal_position FROM information_schema.key_column_usage k \
                 JOIN information_schema.table_constraints p ON p.constraint_name = k.constraint_name \
                     AND p.table_schema = k.table_schema AND p.table_name = k.table_name AND p.constraint_type = 'PRIMARY KEY' \
                 WHERE k.table_schema = c.table_schema AND k.table_name = c.table_name AND k.column_name = c.column_name) \
                 AS INTEGER), 0) AS key \
             FROM information_schema.columns c WHERE c.table_schema = current_schema() AND c.table_name = $1 \
             ORDER BY c.ordinal_position"
        }
        _ => "SELECT name, lower(type) AS kind, pk AS key FROM pragma_table_info($1) ORDER BY cid",
    };
    Ok(Found::find_by_statement(Statement::from_sql_and_values(backend(tx), sql, [table.into()])).all(tx).await?)
}

/// The largest id that was given out for a table; `None` where its ids are not given by the database.
pub(crate) async fn last_id(tx: &DatabaseTransaction, table: &str) -> Result<Option<i64>> {
    let sql = match backend(tx) {
        DbBackend::Postgres => {
            let name = texts(
                tx,
                "SELECT pg_get_serial_sequence($1, 'id') WHERE pg_get_serial_sequence($1, 'id') IS NOT NULL",
                [table.into()],
            );
            let Some(sequence) = name.await?.pop() else { return Ok(None) };
            format!("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")
        }
        _ => format!("SELECT seq FROM sqlite_sequence WHERE name = '{table}'"),
    };
    let row = tx.query_one_raw(Statement::from_string(backend(tx), sql)).await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?)
}

/// The next id is the one after `last`, and after every one that is there.
pub(crate) async fn set_last_id(tx: &DatabaseTransaction, table: &str, last: i64) -> Result<()> {
    if backend(tx) == DbBackend::Postgres {
        // A sequence stands at 1 at the least; said not to be given out, it is the next one.
        let sql = format!(
            "SELECT setval(pg_get_serial_sequence($1, 'id'), GREATEST(n.last, 1), n.last > 0) \
             FROM (SELECT GREATEST($2, COALESCE(MAX(id), 0)) AS last FROM \"{table}\") n"
        );
        tx.execute_raw(Statement::from_sql_and_values(backend(tx), sql, [table.into(), last.into()])).await?;
        return Ok(());
    }
    for sql in [
        format!("DELETE FROM sqlite_sequence WHERE name = '{table}'"),
        format!("INSERT INTO sqlite_sequence (name, seq) SELECT '{table}', MAX({last}, COALESCE(MAX(id), 0)) FROM \"{table}\""),
    ] {
        tx.execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// Every table, and what its triggers call. The database is ours alone.
pub(crate) async fn drop_all(tx: &DatabaseTransaction) -> Result<()> {
    let tables = tables(tx).await?;
    if backend(tx) != DbBackend::Postgres {
        for table in tables {
            tx.execute_unprepared(&format!("DROP TABLE \"{table}\"")).await?;
        }
        return Ok(());
    }
    let called = "SELECT DISTINCT CAST(CAST(t.tgfoid AS regprocedure) AS TEXT) FROM pg_trigger t \
                  JOIN pg_class c ON c.oid = t.tgrelid \
                  WHERE NOT t.tgisinternal AND c.relnamespace = CAST(current_schema() AS regnamespace)";
    let functions = texts(tx, called, []).await?;
    for table in tables {
        tx.execute_unprepared(&format!("DROP TABLE \"{table}\" CASCADE")).await?;
    }
    for function in functions {
        tx.execute_unprepared(&format!("DROP FUNCTION {function}")).await?;
    }
    Ok(())
}

const SET_ASIDE: &str = "CREATE TEMPORARY TABLE set_aside AS SELECT name, sql FROM sqlite_master WHERE type = 'trigger'";

/// From here on rows may come in any order, and triggers do not look at them; until [`fasten`].
pub(crate) async fn unfasten(tx: &DatabaseTransaction) -> Result<()> {
    if backend(tx) == DbBackend::Postgres {
        for alter in constraints(tx).await? {
            tx.execute_unprepared(&format!("{alter} DEFERRABLE INITIALLY DEFERRED")).await?;
        }
        return alter_tables(tx, "DISABLE TRIGGER USER").await;
    }
    tx.execute_unprepared(SET_ASIDE).await?;
    for name in texts(tx, "SELECT name FROM set_aside", []).await? {
        tx.execute_unprepared(&format!("DROP TRIGGER \"{name}\"")).await?;
    }
    Ok(())
}

/// # Errors
/// Where a row refers to one that is not there.
pub(crate) async fn fasten(tx: &DatabaseTransaction) -> Result<()> {
    if backend(tx) == DbBackend::Postgres {
        tx.execute_unprepared("SET CONSTRAINTS ALL IMMEDIATE").await?;
        for alter in constraints(tx).await? {
            tx.execute_unprepared(&format!("{alter} NOT DEFERRABLE")).await?;
        }
        return alter_tables(tx, "ENABLE TRIGGER USER").await;
    }
    let lost = "SELECT DISTINCT \"table\" || ' refers to ' || parent FROM pragma_foreign_key_check";
    if let Some(lost) = texts(tx, lost, []).await?.first() {
        bail!("a row of {lost}, which has no such row");
    }
    for sql in texts(tx, "SELECT sql FROM set_aside", []).await? {
        tx.execute_unprepared(&sql).await?;
    }
    tx.execute_unprepared("DROP TABLE set_aside").await?;
    Ok(())
}

/// PostgreSQL: the beginning of a statement for each foreign key.
async fn constraints(tx: &DatabaseTransaction) -> Result<Vec<String>> {
    let sql = "SELECT format('ALTER TABLE %s ALTER CONSTRAINT %I', CAST(conrelid AS regclass), conname) FROM pg_constraint \
               WHERE contype = 'f' AND connamespace = CAST(current_schema() AS regnamespace) ORDER BY 1";
    texts(tx, sql, []).await
}

async fn alter_tables(tx: &DatabaseTransaction, how: &str) -> Result<()> {
    for table in tables(tx).await? {
        tx.execute_unprepared(&format!("ALTER TABLE \"{table}\" {how}")).await?;
    }
    Ok(())
}

async fn texts(tx: &DatabaseTransaction, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<Vec<String>> {
    let rows = tx.query_all_raw(Statement::from_sql_and_values(backend(tx), sql, values)).await?;
    Ok(rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?)
}
