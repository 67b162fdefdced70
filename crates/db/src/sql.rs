//! Statements written by hand: `$1`, `$2` … mean the same on both databases.

use crate::{Db, Write};
use anyhow::Result;
use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult, Statement, Value};

impl Db {
    pub(crate) fn statement(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> Statement {
        Statement::from_sql_and_values(self.connection.get_database_backend(), sql, values)
    }

    pub(crate) async fn all<T: FromQueryResult>(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<Vec<T>> {
        Ok(T::find_by_statement(self.statement(sql, values)).all(&self.connection).await?)
    }

    pub(crate) async fn one<T: FromQueryResult>(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<Option<T>> {
        Ok(T::find_by_statement(self.statement(sql, values)).one(&self.connection).await?)
    }

    /// The first column of the first row, where there is one.
    pub(crate) async fn number(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<i64> {
        first_number(self.connection.query_one_raw(self.statement(sql, values)).await?)
    }
}

impl Write {
    fn statement(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> Statement {
        Statement::from_sql_and_values(self.tx().get_database_backend(), sql, values)
    }

    /// Runs a statement; the number of rows it touched.
    pub(crate) async fn run(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<u64> {
        Ok(self.tx().execute_raw(self.statement(sql, values)).await?.rows_affected())
    }

    pub(crate) async fn all<T: FromQueryResult>(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<Vec<T>> {
        Ok(T::find_by_statement(self.statement(sql, values)).all(self.tx()).await?)
    }

    pub(crate) async fn one<T: FromQueryResult>(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<Option<T>> {
        Ok(T::find_by_statement(self.statement(sql, values)).one(self.tx()).await?)
    }

    pub(crate) async fn number(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<i64> {
        first_number(self.tx().query_one_raw(self.statement(sql, values)).await?)
    }
}

fn first_number(row: Option<QueryResult>) -> Result<i64> {
    match row {
        Some(row) => Ok(row.try_get_by_index::<i64>(0)?),
        None => anyhow::bail!("the statement gave no row"),
    }
}

/// `$n, $n+1, …` for a list of `len` values that begins at `$first`.
pub(crate) fn places(first: usize, len: usize) -> String {
    (first..first + len).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

/// The places of so many rows, each in brackets.
pub(crate) fn row_places(rows: usize, columns: usize) -> String {
    (0..rows).map(|row| format!("({})", places(1 + row * columns, columns))).collect::<Vec<_>>().join(", ")
}

// Where a statement has `CROSS JOIN`, SQLite joins in the order in which it is written. It has no statistics and takes
// `state = 'published'` to be rare, so that it would begin with all that is published.

/// The ids of a work and its versions in other languages, `work` being the place or column of its id. Two lookups by id: put as a
/// comparison of what each work was translated from, it goes through all works.
pub(crate) fn family(work: &str) -> String {
    format!(
        "(SELECT COALESCE(f.original_id, f.id) FROM works f WHERE f.id = {work} UNION ALL \
          SELECT t.id FROM works f JOIN works t ON t.original_id = COALESCE(f.original_id, f.id) WHERE f.id = {work})"
    )
}

/// A condition: the column is one of these ids; `None`: whatever it is.
pub(crate) fn among(column: &str, ids: Option<&[i64]>) -> String {
    match ids {
        None => "1 = 1".to_owned(),
        Some([]) => "1 = 0".to_owned(),
        Some(ids) => format!("{column} IN ({})", ids.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")),
    }
}
