//! A database that lives as long as a test.

use super::{Site, postgres, postgres::Server};
use std::process::Command;

/// Where a test's rows are.
pub enum Database {
    /// The program's own default: a file in its data folder.
    Sqlite,
    Postgres {
        server: Server,
        name: String,
    },
}

impl Database {
    pub fn sqlite() -> Self {
        Self::Sqlite
    }

    /// A new, empty one; `None` where PostgreSQL is not installed.
    pub fn postgres() -> Option<Self> {
        Some(Self::on(Server::get()?))
    }

    /// A new one that may have its tables already, where `./dev test` made a template of them; otherwise as [`Database::postgres`].
    pub fn prepared_postgres() -> Option<Self> {
        let server = Server::get()?;
        Some(match std::env::var("LIANGYI_TEST_TEMPLATE") {
            Ok(template) if matches!(server, Server::Shared(_)) => Self::made(server, &format!(" TEMPLATE {template}")),
            _ => Self::on(server),
        })
    }

    /// A new, empty one on a server that the test may stop and start.
    pub fn own_postgres() -> Option<Self> {
        Some(Self::on(Server::own()?))
    }

    fn on(server: Server) -> Self {
        Self::made(server, "")
    }

    fn made(server: Server, how: &str) -> Self {
        let mut random = [0; 8];
        getrandom::fill(&mut random).unwrap();
        let name = format!("liangyi_{}", hex::encode(random));
        say(&server, &format!("CREATE DATABASE {name}{how}"));
        Self::Postgres { server, name }
    }

    /// As LIANGYI_DATABASE_URL has it; `None` for the default.
    pub fn url(&self) -> Option<String> {
        match self {
            Self::Sqlite => None,
            Self::Postgres { server, name } => Some(server.address(name)),
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Self::Postgres { server, name } = self {
            say(server, &format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

fn say(server: &Server, sql: &str) {
    let psql = postgres::program("psql");
    let said = Command::new(&psql).args(["-X", "-q", "-d", &server.address("postgres"), "-c", sql]).output().unwrap();
    assert!(said.status.success(), "{sql}: {}", String::from_utf8_lossy(&said.stderr));
}

/// Runs a test on a site with this database, then asks the site whether it is clean.
pub fn on(database: Database, test: impl AsyncFnOnce(&Site)) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let site = Site::on(database);
        test(&site).await;
        site.is_clean().await;
    });
}
