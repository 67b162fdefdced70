//! The whole database as rows of JSON, the same of both databases, and back: for backups and for moving a site.
//!
//! Every table that there is, with whatever columns it has: nobody has to remember a new one here. Absent from here: files,
//! and what a row means.

mod reload;
mod rows;

pub use reload::{Loaded, Reload, Schema};
pub use rows::{Column, Kind, Page, Row, Table};

use crate::{Db, Position, dialect};
use anyhow::{Context, Result};
use domain::AssetKind;
use sea_orm::{DatabaseTransaction, FromQueryResult, Statement, TransactionTrait};

/// The database as it was at one moment, whoever writes meanwhile.
pub struct Snapshot {
    tx: DatabaseTransaction,
}

/// A blob that a row names; ids go up.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Original {
    pub id: i64,
    pub digest: String,
    kind: String,
}

/// See [`Original`].
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Rendition {
    pub id: i64,
    /// Of its asset.
    pub key: String,
    pub file: String,
    pub digest: String,
    /// In bytes.
    pub bytes: i64,
}

impl Original {
    /// Its bytes name others, see [`domain::PartList`].
    pub fn is_list(&self) -> bool {
        self.kind == AssetKind::LongImage.code()
    }
}

impl Db {
    pub async fn snapshot(&self) -> Result<Snapshot> {
        let tx = self.connection.begin_with_options(dialect::snapshot_options(self.is_sqlite())).await;
        let snapshot = Snapshot { tx: tx.context("cannot begin to read the database")? };
        // SQLite holds still from the first look on.
        snapshot.position().await?;
        Ok(snapshot)
    }
}

impl Snapshot {
    /// The end of the change log.
    pub async fn position(&self) -> Result<Position> {
        let head: Vec<Position> = self.all("SELECT epoch, seq FROM change_head WHERE id = 1", 0, 1).await?;
        head.into_iter().next().context("the change log has no head; run liangyi migrate")
    }

    /// All of them, by name.
    pub async fn tables(&self) -> Result<Vec<Table>> {
        rows::tables(&self.tx).await
    }

    /// The rows after those of `page`, which begins as [`Page::first`]; none at the end.
    pub async fn rows(&self, table: &Table, page: &Page) -> Result<Page> {
        rows::after(&self.tx, table, page).await
    }

    pub async fn originals(&self, after: i64, limit: u64) -> Result<Vec<Original>> {
        self.all("SELECT id, digest, kind FROM assets WHERE id > $1 ORDER BY id LIMIT $2", after, limit).await
    }

    pub async fn renditions(&self, after: i64, limit: u64) -> Result<Vec<Rendition>> {
        let sql = "SELECT r.id, a.key, r.file, r.digest, r.bytes FROM renditions r JOIN assets a ON a.id = r.asset_id \
                   WHERE r.id > $1 ORDER BY r.id LIMIT $2";
        self.all(sql, after, limit).await
    }

    async fn all<T: FromQueryResult>(&self, sql: &str, after: i64, limit: u64) -> Result<Vec<T>> {
        let values = if sql.contains("$1") { vec![after.into(), (limit as i64).into()] } else { Vec::new() };
        let statement = Statement::from_sql_and_values(dialect::backend(&self.tx), sql, values);
        Ok(T::find_by_statement(statement).all(&self.tx).await?)
    }
}
