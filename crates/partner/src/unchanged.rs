//! Polls that were answered with "nothing new" and may be answered so again without asking the database: most of all polls.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, Instant},
};

/// For so long a key that was revoked, or whose time is over, may still hear that nothing changed, and nothing else.
const TRUSTED: Duration = Duration::from_secs(1);
/// Keys.
const REMEMBERED: usize = 10_000;
/// Bytes of a query; a cursor has about a hundred.
const LONGEST: usize = 512;

/// Cheap to clone.
#[derive(Clone, Default)]
pub struct Unchanged {
    /// `None` where nobody follows the log: each poll then asks the database.
    memory: Option<Arc<Memory>>,
}

struct Memory {
    log: Box<dyn Fn() -> i64 + Send + Sync>,
    /// By the digest of the key: what it asked last.
    said: RwLock<HashMap<String, Said>>,
}

struct Said {
    query: String,
    etag: String,
    log: i64,
    at: Instant,
}

/// A poll, before the database is asked.
pub(crate) struct Poll<'a> {
    pub digest: &'a str,
    /// Of the address.
    pub query: &'a str,
    pub etag: &'a str,
}

impl Unchanged {
    /// `log` says how far this process has followed the change log. It is asked at each poll.
    pub fn following(log: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self { memory: Some(Arc::new(Memory { log: Box::new(log), said: RwLock::default() })) }
    }

    /// How far the log was followed; what is read from the database afterwards is as new, or newer.
    pub(crate) fn log(&self) -> i64 {
        self.memory.as_ref().map_or(0, |memory| (memory.log)())
    }

    /// The same was asked a moment ago, and the log has not moved since.
    pub(crate) fn still(&self, poll: &Poll) -> bool {
        self.memory.as_ref().is_some_and(|memory| {
            let said = memory.said.read().unwrap_or_else(PoisonError::into_inner);
            said.get(poll.digest).is_some_and(|said| {
                said.query == poll.query && said.etag == poll.etag && said.log == (memory.log)() && said.at.elapsed() < TRUSTED
            })
        })
    }

    /// It was so when the log had been followed up to `log`.
    pub(crate) fn remember(&self, poll: &Poll, log: i64) {
        let Some(memory) = self.memory.as_ref().filter(|_| poll.query.len() <= LONGEST) else { return };
        let mut said = memory.said.write().unwrap_or_else(PoisonError::into_inner);
        if said.len() >= REMEMBERED {
            said.retain(|_, said| said.at.elapsed() < TRUSTED);
        }
        if said.len() >= REMEMBERED {
            return;
        }
        let (query, etag) = (poll.query.to_owned(), poll.etag.to_owned());
        said.insert(poll.digest.to_owned(), Said { query, etag, log, at: Instant::now() });
    }
}
