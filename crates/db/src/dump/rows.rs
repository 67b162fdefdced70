//! A table and its rows, page by page along its primary key.

use crate::{
    dialect,
    sql::{places, row_places},
};
use anyhow::{Context, Result, bail};
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult, Statement, Value as Sql};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Rows that are held in memory at once.
const ROWS: usize = 64;

/// Values that one statement may have, on either database.
const VALUES: usize = 30_000;

/// What a column holds; numbers of every width are one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Integer,
    Real,
    Boolean,
    Text,
    /// In hexadecimal.
    Bytes,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    pub name: String,
    pub kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub name: String,
    pub columns: Vec<Column>,
    /// Where the columns of the primary key stand among `columns`.
    pub key: Vec<usize>,
    /// The largest id that was ever given out, where the database gives them.
    pub last_id: Option<i64>,
}

/// The values of a row in the order of the table's columns.
pub type Row = Vec<Value>;

pub struct Page {
    pub rows: Vec<Row>,
}

impl Page {
    /// Before the first row.
    pub fn first() -> Self {
        Self { rows: Vec::new() }
    }
}

impl Kind {
    /// By the name that a database has for a type.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let is = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
        match name {
            _ if is(&["bigint", "int", "smallint"]) => Some(Self::Integer),
            _ if is(&["double", "real", "float"]) => Some(Self::Real),
            _ if is(&["bool"]) => Some(Self::Boolean),
            _ if is(&["text", "varchar", "character varying"]) => Some(Self::Text),
            _ if is(&["blob", "bytea"]) => Some(Self::Bytes),
            _ => None,
        }
    }

    /// The value of a column, as JSON has it.
    fn read(self, row: &QueryResult, at: usize) -> Result<Value> {
        Ok(match self {
            Self::Integer => row.try_get_by_index::<Option<i64>>(at)?.into(),
            Self::Real => row.try_get_by_index::<Option<f64>>(at)?.into(),
            Self::Boolean => row.try_get_by_index::<Option<bool>>(at)?.into(),
            Self::Text => row.try_get_by_index::<Option<String>>(at)?.into(),
            Self::Bytes => row.try_get_by_index::<Option<Vec<u8>>>(at)?.map(hex::encode).into(),
        })
    }

    /// The other way; an absent value has a type too.
    fn write(self, value: &Value) -> Result<Sql> {
        let text = || value.as_str().map(str::to_owned);
        let (sql, fits): (Sql, bool) = match self {
            Self::Integer => (value.as_i64().into(), value.is_i64()),
            Self::Real => (value.as_f64().into(), value.is_number()),
            Self::Boolean => (value.as_bool().into(), value.is_boolean()),
            Self::Text => (text().into(), value.is_string()),
            Self::Bytes => (text().map(hex::decode).transpose()?.into(), value.is_string()),
        };
        if fits || value.is_null() { Ok(sql) } else { bail!("{value} is no {self:?}") }
    }
}

impl Table {
    /// Its columns as a statement names them, with commas between.
    fn names(&self) -> String {
        self.columns.iter().map(|column| quoted(&column.name)).collect::<Vec<_>>().join(", ")
    }

    fn key_names(&self) -> String {
        self.key.iter().map(|&at| quoted(&self.columns[at].name)).collect::<Vec<_>>().join(", ")
    }

    /// One row at a time where it may have files in it.
    fn rows_at_once(&self) -> usize {
        if self.columns.iter().any(|column| column.kind == Kind::Bytes) { 1 } else { ROWS }
    }
}

pub(super) fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

pub(super) async fn tables(tx: &DatabaseTransaction) -> Result<Vec<Table>> {
    let mut tables = Vec::new();
    for name in dialect::tables(tx).await? {
        let mut table = Table { columns: Vec::new(), key: Vec::new(), last_id: None, name };
        let mut key = Vec::new();
        for (at, found) in dialect::columns(tx, &table.name).await?.into_iter().enumerate() {
            let kind = Kind::named(&found.kind)
                .with_context(|| format!("{}.{} is of a type that is unknown here: {}", table.name, found.name, found.kind))?;
            key.extend((found.key > 0).then_some((found.key, at)));
            table.columns.push(Column { name: found.name, kind });
        }
        key.sort_unstable();
        table.key = key.into_iter().map(|(_, at)| at).collect();
        if table.key.is_empty() {
            bail!("the table {} has no primary key", table.name);
        }
        if table.columns.iter().any(|column| column.name == "id" && column.kind == Kind::Integer) {
            table.last_id = dialect::last_id(tx, &table.name).await?;
        }
        tables.push(table);
    }
    Ok(tables)
}

pub(super) async fn after(tx: &DatabaseTransaction, table: &Table, page: &Page) -> Result<Page> {
    let columns: Vec<String> = table.columns.iter().map(selected).collect();
    let key = table.key_names();
    let mut values = Vec::new();
    let mut condition = String::new();
    if let Some(last) = page.rows.last() {
        condition = format!(" WHERE ({key}) > ({})", places(1, table.key.len()));
        for &at in &table.key {
            values.push(table.columns[at].kind.write(&last[at])?);
        }
    }
    let (columns, name, limit) = (columns.join(", "), quoted(&table.name), table.rows_at_once());
    let sql = format!("SELECT {columns} FROM {name}{condition} ORDER BY {key} LIMIT {limit}");
    let statement = Statement::from_sql_and_values(dialect::backend(tx), sql, values);
    let found = tx.query_all_raw(statement).await.with_context(|| format!("cannot read the table {}", table.name))?;
    let read = |row: &QueryResult| table.columns.iter().enumerate().map(|(at, column)| column.kind.read(row, at)).collect();
    let rows = found.iter().map(read).collect::<Result<Vec<Row>>>();
    Ok(Page { rows: rows.with_context(|| format!("a row of the table {}", table.name))? })
}

/// Integers of every width come as one.
fn selected(column: &Column) -> String {
    let name = quoted(&column.name);
    if column.kind == Kind::Integer { format!("CAST({name} AS BIGINT)") } else { name }
}

pub(super) async fn insert(tx: &DatabaseTransaction, table: &Table, rows: &[Row]) -> Result<()> {
    let width = table.columns.len();
    for rows in rows.chunks((VALUES / width.max(1)).clamp(1, ROWS)) {
        let mut values = Vec::with_capacity(rows.len() * width);
        for row in rows {
            if row.len() != width {
                bail!("a row of the table {} has {} values, not {width}", table.name, row.len());
            }
            for (column, value) in table.columns.iter().zip(row) {
                let value = column.kind.write(value);
                values.push(value.with_context(|| format!("a row of the table {}, column {}", table.name, column.name))?);
            }
        }
        let places = row_places(rows.len(), width);
        let sql = format!("INSERT INTO {} ({}) VALUES {places}", quoted(&table.name), table.names());
        let statement = Statement::from_sql_and_values(dialect::backend(tx), sql, values);
        tx.execute_raw(statement).await.with_context(|| format!("cannot fill the table {}", table.name))?;
    }
    Ok(())
}
