//! Short words for the tables below; nothing here knows a table.

use sea_orm_migration::{prelude::*, schema, sea_orm::DbBackend};

/// A table with the usual `id`.
pub fn table(name: &'static str) -> TableCreateStatement {
    bare(name).col(schema::big_pk_auto("id")).take()
}

/// A table without an `id` of its own.
pub fn bare(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).take()
}

/// A foreign key to `table.id`; rows follow their parent when it goes.
pub fn belongs(from: &'static str, column: &'static str, to: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(from, column).to(to, "id").on_delete(ForeignKeyAction::Cascade).take()
}

/// A foreign key to `table.id` that keeps its parent from going.
pub fn refers(from: &'static str, column: &'static str, to: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(from, column).to(to, "id").on_delete(ForeignKeyAction::Restrict).take()
}

pub fn index(name: &'static str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create().name(name).table(table).take();
    for column in columns {
        index.col(*column);
    }
    index
}

pub fn unique(name: &'static str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    index(name, table, columns).unique().take()
}

/// Text that compares by its bytes, as SQLite's does, whatever the language of the PostgreSQL database.
pub fn by_bytes(manager: &SchemaManager<'_>, column: ColumnDef) -> ColumnDef {
    let mut column = column;
    if manager.get_database_backend() == DbBackend::Postgres {
        column.extra("COLLATE \"C\"");
    }
    column
}

pub async fn create(
    manager: &SchemaManager<'_>,
    tables: Vec<TableCreateStatement>,
    indexes: Vec<IndexCreateStatement>,
) -> Result<(), DbErr> {
    for table in tables {
        manager.create_table(table).await?;
    }
    for index in indexes {
        manager.create_index(index).await?;
    }
    Ok(())
}

/// Declares `Migration` with the given body; there is no way down, a backup is the way back.
macro_rules! step {
    ($name:literal, $manager:ident, $body:block) => {
        pub struct Migration;

        impl MigrationName for Migration {
            fn name(&self) -> &str {
                $name
            }
        }

        #[async_trait::async_trait]
        impl MigrationTrait for Migration {
            // Whole or not at all, on SQLite too: a step that was cut off halfway could never be taken again.
            fn use_transaction(&self) -> Option<bool> {
                Some(true)
            }

            async fn up(&self, $manager: &SchemaManager) -> Result<(), DbErr> $body
        }
    };
}
pub(crate) use step;
