//! A database made anew from the rows of another, in one transaction: whole or not at all.

use super::rows::{self, Page, Row, Table};
use crate::{Db, Position, Write, audit::Entry, dialect};
use anyhow::{Context, Result, bail};
use domain::Timestamp;
use migrations::Migrator;
use sea_orm::{ConnectionTrait, DatabaseTransaction, TransactionTrait};
use sea_orm_migration::{MigratorTrait, SchemaManager};

/// The names of the schema steps that a database has taken.
pub struct Schema;

/// The rows are being taken in.
pub struct Reload {
    tx: DatabaseTransaction,
    tables: Vec<Table>,
}

/// All rows are there, as they were; nothing is visible yet.
pub struct Loaded {
    tx: DatabaseTransaction,
}

impl Schema {
    /// Of those that `taken` names, the ones that this program does not know: it is too old to read such rows.
    pub fn unknown(taken: &[String]) -> Vec<&str> {
        let known: Vec<String> = Migrator::migrations().iter().map(|step| step.name().to_owned()).collect();
        taken.iter().filter(|name| !known.contains(name)).map(String::as_str).collect()
    }
}

impl Db {
    /// For [`Db::reload`] alone: one connection, on which SQLite looks at foreign keys only when it is told to.
    pub async fn open_for_reload(url: &str) -> Result<Self> {
        Self::open_with(url, 1, false).await
    }

    /// Whether nothing would be lost: no schema, or one in which nobody ever did anything.
    pub async fn is_empty(&self) -> Result<bool> {
        let tx = self.connection.begin().await?;
        if !dialect::tables(&tx).await?.iter().any(|name| name == "accounts") {
            return Ok(true);
        }
        tx.rollback().await?;
        let sql = "SELECT (SELECT COUNT(*) FROM accounts) + (SELECT COUNT(*) FROM changes)";
        Ok(self.number(sql, []).await? == 0)
    }

    /// Throws everything away that the database holds, and makes it as it was when it had taken these steps; empty.
    /// Until [`Loaded::commit`] everybody else sees what was there before, or waits.
    pub async fn reload(&self, taken: &[String]) -> Result<Reload> {
        let tx = self.connection.begin_with_options(dialect::write_options()).await.context("cannot begin to write")?;
        dialect::drop_all(&tx).await.context("cannot take away what was there")?;
        Migrator::install(&tx).await?;
        let manager = SchemaManager::new(&tx);
        for step in Migrator::migrations().iter().filter(|step| taken.iter().any(|name| name == step.name())) {
            step.up(&manager).await.with_context(|| format!("cannot take the schema step {}", step.name()))?;
        }
        dialect::unfasten(&tx).await?;
        let tables = rows::tables(&tx).await?;
        for table in &tables {
            // A step may have begun a table with a row of its own.
            tx.execute_unprepared(&format!("DELETE FROM {}", rows::quoted(&table.name))).await?;
        }
        Ok(Reload { tx, tables })
    }
}

impl Reload {
    /// `table` is as the rows have it: the same columns, in any order.
    pub async fn insert(&self, table: &Table, rows: &[Row]) -> Result<()> {
        let Some(here) = self.tables.iter().find(|here| here.name == table.name) else {
            bail!("there is no table {} in this schema", table.name);
        };
        let mut columns = (here.columns.clone(), table.columns.clone());
        columns.0.sort_by(|a, b| a.name.cmp(&b.name));
        columns.1.sort_by(|a, b| a.name.cmp(&b.name));
        if columns.0 != columns.1 {
            bail!("the table {} has other columns than in this schema", table.name);
        }
        rows::insert(&self.tx, table, rows).await
    }

    /// The rows after those of `page`, as they are in the database now.
    pub async fn rows(&self, table: &Table, page: &Page) -> Result<Page> {
        rows::after(&self.tx, table, page).await
    }

    /// Puts the guards of the tables back and brings the schema up to date.
    ///
    /// # Errors
    /// Where a row names another that is not there.
    pub async fn finish(self, tables: &[Table]) -> Result<Loaded> {
        for table in tables {
            if let Some(last) = table.last_id {
                dialect::set_last_id(&self.tx, &table.name, last).await?;
            }
        }
        dialect::fasten(&self.tx).await.context("the rows do not fit together")?;
        Migrator::up(&self.tx, None).await.context("cannot bring the database schema up to date")?;
        Ok(Loaded { tx: self.tx })
    }
}

impl Loaded {
    /// Makes it visible. The change log has the new name `epoch` from here on, because numbers after it will mean other
    /// acts than before; nobody is signed in any more. `told` goes into the audit log.
    pub async fn commit(self, db: &Db, now: Timestamp, epoch: &str, told: Entry) -> Result<Position> {
        let mut write = Write::over(self.tx, now, db.actor().clone());
        for sql in ["DELETE FROM sessions", "DELETE FROM sign_ins", "DELETE FROM ceremonies"] {
            write.run(sql, []).await?;
        }
        let sql = "UPDATE change_head SET epoch = $1 WHERE id = 1 RETURNING epoch, seq";
        let head: Option<Position> = write.one(sql, [epoch.into()]).await?;
        let head = head.context("the change log has no head; the backup is of no site")?;
        write.audit(told);
        write.commit().await?;
        Ok(head)
    }
}
