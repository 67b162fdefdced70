//! Hearing that the change log moved, at once and from any process: PostgreSQL's LISTEN and NOTIFY.
//!
//! It says when to look, and never what is there: whoever hears nothing, on SQLite or behind a pooler that hands connections
//! round, looks by the clock.

use crate::{Db, dialect};
use sea_orm::sqlx::{self, postgres::PgListener};
use std::{future::pending, sync::Arc, time::Duration};
use tokio::{sync::Notify, task::JoinHandle};

/// Before it is tried again to listen.
const DEAF: Duration = Duration::from_secs(5);

/// Listens until it is dropped.
pub struct Ear {
    heard: Arc<Notify>,
    listening: Option<JoinHandle<()>>,
}

impl Db {
    /// Takes one connection of the pool, on PostgreSQL.
    pub fn ear(&self) -> Ear {
        let heard = Arc::new(Notify::new());
        let listening = (!self.is_sqlite()).then(|| tokio::spawn(listen(self.clone(), heard.clone())));
        Ear { heard, listening }
    }
}

impl Ear {
    /// Resolved when the log may have moved since this was resolved last. Never where there is nothing to hear.
    pub async fn moved(&self) {
        match self.listening {
            Some(_) => self.heard.notified().await,
            None => pending().await,
        }
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        if let Some(listening) = &self.listening {
            listening.abort();
        }
    }
}

async fn listen(db: Db, heard: Arc<Notify>) {
    loop {
        match hear(&db, &heard).await {
            sqlx::Error::PoolClosed => return,
            error => tracing::warn!(%error, "changes are not heard of and looked for by the clock"),
        }
        tokio::time::sleep(DEAF).await;
    }
}

/// Until the connection cannot be had any more.
async fn hear(db: &Db, heard: &Notify) -> sqlx::Error {
    let listener = async {
        let mut listener = PgListener::connect_with(db.connection.get_postgres_connection_pool()).await?;
        listener.listen(dialect::CHANGES).await?;
        Ok::<_, sqlx::Error>(listener)
    };
    let mut listener = match listener.await {
        Ok(listener) => listener,
        Err(error) => return error,
    };
    loop {
        // Something may have been said before, and while a connection was lost.
        heard.notify_one();
        if let Err(error) = listener.try_recv().await {
            return error;
        }
    }
}
