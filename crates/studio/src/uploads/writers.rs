//! Who writes which upload in this process, so that two requests do not, and one whose client is gone does not bar the way.
//!
//! Between processes the lock on the file decides ([`storage::Uploads::hold`]). Absent from here: files, rows, HTTP.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use storage::{Hasher, UploadId};
use tokio::sync::Notify;

/// A writer that got no byte for so long has probably lost its client, who may be back already on another connection.
const SILENT: Duration = Duration::from_secs(3);
/// How long a writer that is asked to stop may take to keep what it has.
const STOPPING: Duration = Duration::from_secs(5);

#[derive(Default)]
pub struct Writers {
    seats: Mutex<HashMap<UploadId, Arc<State>>>,
    /// Hashes of what was counted so far, with its length: an upload that goes on in this process is never read again.
    hashes: Mutex<HashMap<UploadId, (u64, Hasher)>>,
}

/// The right to write one upload, given back when dropped.
pub struct Seat {
    writers: Arc<Writers>,
    id: UploadId,
    state: Arc<State>,
}

struct State {
    heard: Mutex<Instant>,
    stop: Notify,
    left: Notify,
}

/// Whom a newcomer may ask to stop.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Unseat {
    /// One that is silent.
    Silent,
    Anyone,
}

/// A poisoned lock guards nothing that could be half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Writers {
    /// The seat, or `None` where somebody is writing and stays.
    pub async fn sit(self: &Arc<Self>, id: &UploadId, unseat: Unseat) -> Option<Seat> {
        let end = Instant::now() + STOPPING;
        loop {
            let sitting = {
                let mut seats = lock(&self.seats);
                match seats.get(id) {
                    Some(sitting) => sitting.clone(),
                    None => {
                        let state =
                            Arc::new(State { heard: Mutex::new(Instant::now()), stop: Notify::new(), left: Notify::new() });
                        seats.insert(id.clone(), state.clone());
                        return Some(Seat { writers: self.clone(), id: id.clone(), state });
                    }
                }
            };
            let silent = lock(&sitting.heard).elapsed() >= SILENT;
            if unseat == Unseat::Silent && !silent {
                return None;
            }
            sitting.stop.notify_one();
            let left = end.saturating_duration_since(Instant::now());
            tokio::time::timeout(left, sitting.left.notified()).await.ok()?;
        }
    }

    /// The hash of the first `at` bytes, where it is known.
    pub fn take_hash(&self, id: &UploadId, at: u64) -> Option<Hasher> {
        let known = lock(&self.hashes).remove(id);
        if at == 0 { Some(Hasher::default()) } else { known.filter(|(to, _)| *to == at).map(|(_, hasher)| hasher) }
    }

    pub fn put_hash(&self, id: &UploadId, at: u64, hasher: Hasher) {
        lock(&self.hashes).insert(id.clone(), (at, hasher));
    }

    pub fn forget(&self, id: &UploadId) {
        lock(&self.hashes).remove(id);
    }
}

impl Seat {
    /// A byte came.
    pub fn heard(&self) {
        *lock(&self.state.heard) = Instant::now();
    }

    /// Resolves when somebody else wants the seat.
    pub async fn stopped(&self) {
        self.state.stop.notified().await;
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        lock(&self.writers.seats).remove(&self.id);
        // Kept for one who asks only now; woken at once where one waits.
        self.state.left.notify_one();
    }
}
