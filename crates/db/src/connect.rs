//! Opening the database: a file by default, PostgreSQL where one machine is too small.

use crate::{audit::Actor, dialect};
use anyhow::{Context, Result};
use domain::Timestamp;
use migrations::Migrator;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend};
use sea_orm_migration::MigratorTrait;
use std::time::Duration;

const CONNECTIONS: u32 = 12;

/// A pool of connections, and in whose name they write; cloning it is cheap.
#[derive(Clone, Debug)]
pub struct Db {
    pub(crate) connection: DatabaseConnection,
    pub(crate) actor: Actor,
}

impl Db {
    /// `sqlite:///path/to/file` (created when missing) or `postgres://user:password@host/name`.
    pub async fn open(url: &str) -> Result<Self> {
        Self::open_with(url, CONNECTIONS, true).await
    }

    pub(crate) async fn open_with(url: &str, connections: u32, foreign_keys: bool) -> Result<Self> {
        let mut options = ConnectOptions::new(url);
        options
            .sqlx_logging(false)
            .max_connections(connections)
            .connect_timeout(Duration::from_secs(10))
            .acquire_timeout(Duration::from_secs(20));
        dialect::tune(&mut options, foreign_keys);
        let connection =
            Database::connect(options).await.with_context(|| format!("cannot open the database {}", hide_password(url)))?;
        Ok(Self { connection, actor: Actor::command() })
    }

    /// The same database in another's name: the audit log says that they did what is written through it.
    pub fn by(&self, actor: Actor) -> Self {
        Self { connection: self.connection.clone(), actor }
    }

    /// Has each statement told after it ran, with how long it took; of those of a transaction too, but not its begin and end.
    #[must_use]
    pub fn watched(mut self, told: impl Fn(&str, Duration) + Send + Sync + 'static) -> Self {
        self.connection.set_metric_callback(move |info| told(&info.statement.sql, info.elapsed));
        self
    }

    /// In whose name it writes.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Brings the schema up to date; `epoch` names the change log where it is new (any text never used before).
    pub async fn migrate(&self, epoch: &str) -> Result<()> {
        // Held until the end of this function: of several processes that start at once, one migrates and the others wait.
        let lock = dialect::lock_migrations(&self.connection).await?;
        let mut tries = 0;
        // SQLite has no such lock: who comes second meets a step that was just taken, and looks again.
        while let Err(error) = Migrator::up(&self.connection, None).await {
            tries += 1;
            if !self.is_sqlite() || tries > 20 {
                return Err(error).context("cannot bring the database schema up to date");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let begin = self
            .statement("INSERT INTO change_head (id, epoch, seq) VALUES (1, $1, 0) ON CONFLICT (id) DO NOTHING", [epoch.into()]);
        self.connection.execute_raw(begin).await.context("cannot begin the change log")?;
        if let Some(lock) = lock {
            lock.commit().await?;
        }
        Ok(())
    }

    /// How many schema steps are still to run.
    pub async fn pending_migrations(&self) -> Result<usize> {
        Ok(Migrator::get_pending_migrations(&self.connection).await?.len())
    }

    pub fn is_sqlite(&self) -> bool {
        self.connection.get_database_backend() == DbBackend::Sqlite
    }

    /// What its own clock says; SQLite has none but ours.
    pub async fn time(&self) -> Result<Option<Timestamp>> {
        if self.is_sqlite() {
            return Ok(None);
        }
        let milliseconds = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";
        Ok(Some(Timestamp(self.number(milliseconds, []).await?)))
    }

    /// Open ones, and how many of them nobody uses.
    pub fn connections(&self) -> (i64, i64) {
        let (open, idle) = if self.is_sqlite() {
            let pool = self.connection.get_sqlite_connection_pool();
            (pool.size(), pool.num_idle())
        } else {
            let pool = self.connection.get_postgres_connection_pool();
            (pool.size(), pool.num_idle())
        };
        (open.into(), idle as i64)
    }

    /// Ends all connections; SQLite folds its write-ahead log into the file.
    pub async fn close(self) -> Result<()> {
        self.connection.close().await.context("cannot close the database")
    }
}

fn hide_password(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(scheme), Some(at)) if scheme + 3 < at => format!("{}://…{}", &url[..scheme], &url[at..]),
        _ => url.to_owned(),
    }
}
